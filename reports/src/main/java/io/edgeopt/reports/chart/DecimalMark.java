package io.edgeopt.reports.chart;

/** What stands between a number's whole part and its fraction, where people read it. */
public enum DecimalMark {
    POINT('.'),
    COMMA(',');

    private final char character;

    DecimalMark(char character) {
        this.character = character;
    }

    /** A number that was written with a point. */
    public String in(String number) {
        return number.replace('.', character);
    }
}
