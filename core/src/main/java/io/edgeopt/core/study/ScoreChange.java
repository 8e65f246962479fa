package io.edgeopt.core.study;

import io.edgeopt.core.task.metric.Score;

/**
 * How a score stands to one of another run, as if both had been taken on other samples: wider than need be where they were
 * the same.
 *
 * @param change above 0 where there is more than before
 * @param low lower end of its 95 % interval
 * @param high its upper end
 */
public record ScoreChange(double change, double low, double high) {
    public static ScoreChange of(Score was, Score is) {
        return between(was.value(), was.low(), was.high(), is.value(), is.low(), is.high());
    }

    static ScoreChange between(double was, double wasLow, double wasHigh, double is, double isLow, double isHigh) {
        double change = is - was;
        return new ScoreChange(
                change, change - Math.hypot(is - isLow, wasHigh - was), change + Math.hypot(isHigh - is, was - wasLow));
    }

    /** Whether the interval leaves no difference in. */
    public boolean isNoise() {
        return low <= 0 && high >= 0;
    }
}
