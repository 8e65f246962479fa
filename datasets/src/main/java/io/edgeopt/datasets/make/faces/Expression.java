package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Chance;

/**
 * What a face does.
 *
 * @param smile corners of the mouth up and out, or down
 * @param open how far the mouth is open
 * @param lids how far the eyes are open, 1 as usual
 * @param brows raised, or lowered
 * @param frown brows drawn together
 * @param gazeX where the eyes look
 */
record Expression(float smile, float open, float lids, float brows, float frown, float gazeX, float gazeY) {
    static Expression of(Pose pose, Chance chance) {
        // Mostly people look at the camera, or where they turn to.
        double ahead = chance.happens(0.7) ? -1.5 * pose.yaw() : 0;
        double smile = chance.happens(0.5) ? chance.between(-0.25, 0.2) : chance.between(0.2, 1);
        double open = chance.happens(0.6) ? 0 : chance.happens(0.6) ? chance.between(0, 0.35) : chance.between(0.3, 1);
        double lids =
                chance.happens(0.07) ? chance.between(0, 0.35) : chance.between(0.72, 1.2) - 0.15 * Math.max(0, smile);
        if (smile > 0.45 && open == 0 && chance.happens(0.6)) {
            open = chance.between(0.15, 0.4);
        }
        double brows = chance.happens(0.7) ? 0.2 * chance.normal() : chance.between(-0.6, 1);
        return new Expression(
                (float) smile,
                (float) open,
                (float) lids,
                (float) brows,
                (float) (chance.happens(0.2) ? chance.between(0.2, 1) : 0),
                (float) Math.max(-1, Math.min(1, ahead + 0.3 * chance.normal())),
                (float) Math.max(-1, Math.min(1, 0.25 * chance.normal())));
    }
}
