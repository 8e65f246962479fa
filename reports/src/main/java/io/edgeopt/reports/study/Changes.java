package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.Cell.Tone;

/**
 * Values with their difference from the baseline below them: "≈" before a difference that noise could have made, "*"
 * behind one of fewer rounds than show how rounds differ.
 */
final class Changes {
    static final String NOISE = "≈ ";
    static final String FEW_ROUNDS = " *";

    private final Numerals numerals;

    Changes(Numerals numerals) {
        this.numerals = numerals;
    }

    String of(Comparison change) {
        return (change.clear() ? "" : NOISE)
                + numerals.signed(change.difference(), 3)
                + " "
                + numerals.signedInterval(change.low(), change.high(), 3);
    }

    Cell accuracy(double value, Comparison change) {
        Cell cell = Cell.number(numerals.fixed(value, 3), value).with(of(change));
        return change.clear() ? cell.with(change.difference() > 0 ? Tone.BETTER : Tone.WORSE) : cell;
    }

    String of(Ratio ratio) {
        boolean noise = ratio.low() <= 1 && ratio.high() >= 1;
        boolean few = ratio.rounds() < Ratio.FEWEST_ROUNDS;
        return (noise ? NOISE : "")
                + "×"
                + numerals.fixed(ratio.value(), 2)
                + " "
                + numerals.interval(ratio.low(), ratio.high(), 2)
                + (few && !noise ? FEW_ROUNDS : "");
    }

    Cell work(double milliseconds, Ratio ratio) {
        Cell cell = Cell.number(numerals.measured(milliseconds), milliseconds).with(of(ratio));
        return ratio.leavesOutOne() ? cell.with(ratio.value() < 1 ? Tone.BETTER : Tone.WORSE) : cell;
    }

    /** Frames a second; below noise where the ranges of the rounds meet. */
    Cell fps(Speed speed, Speed baseline) {
        double change = speed.fps() - baseline.fps();
        boolean noise = speed.slowestFps() <= baseline.fastestFps() && baseline.slowestFps() <= speed.fastestFps();
        boolean few = speed.rounds().size() < Ratio.FEWEST_ROUNDS;
        Cell cell = Cell.number(numerals.fixed(speed.fps(), 1), speed.fps())
                .with((noise ? NOISE : "") + numerals.signed(change, 1) + (few && !noise ? FEW_ROUNDS : ""));
        return noise || few ? cell : cell.with(change > 0 ? Tone.BETTER : Tone.WORSE);
    }

    /** Something whose less is better and that is counted, so that no noise is in it. */
    Cell counted(String text, double value, double baseline) {
        Cell cell = Cell.number(text, value);
        if (baseline <= 0) {
            return cell;
        }
        double change = value / baseline - 1;
        String words = Math.round(100 * change) == 0 ? "=" : numerals.signed(100 * change, 0) + " %";
        return cell.with(words).with(words.equals("=") ? Tone.PLAIN : change < 0 ? Tone.BETTER : Tone.WORSE);
    }

    /** Something that was measured once, of which no interval is known: a few percent say nothing. */
    Cell measuredOnce(String text, double value, double baseline) {
        Cell cell = Cell.number(text, value);
        if (baseline <= 0) {
            return cell;
        }
        double change = value / baseline - 1;
        boolean noise = Math.abs(change) < ONCE;
        cell = cell.with((noise ? NOISE : "") + numerals.signed(100 * change, 0) + " %");
        return noise ? cell : cell.with(change < 0 ? Tone.BETTER : Tone.WORSE);
    }

    /** What is measured once is taken for noise below this. */
    static final double ONCE = 0.05;
}
