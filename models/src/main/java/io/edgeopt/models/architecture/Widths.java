package io.edgeopt.models.architecture;

/** Channel counts of a network made narrower or wider. */
record Widths(double factor) {
    private static final int UNIT = 8;

    /** Rounded to eights, which vector units like, and never more than a tenth below what was asked. */
    int of(double channels) {
        double wanted = channels * factor;
        int rounded = Math.max(UNIT, (int) (wanted + UNIT / 2.0) / UNIT * UNIT);
        return rounded < 0.9 * wanted ? rounded + UNIT : rounded;
    }
}
