package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Chance;

/** The light on a face: one lamp with shadows, one without, and light from all round, more from above. */
record Lamp(
        float x,
        float y,
        float z,
        float strength,
        float fillX,
        float fillY,
        float fillZ,
        float fill,
        float around,
        float red,
        float green,
        float blue) {
    static Lamp of(Chance chance) {
        double turn = chance.happens(0.6) ? 0.6 * chance.normal() : chance.between(-1.7, 1.7);
        double high = chance.between(-0.15, 1.1);
        double strength = chance.happens(0.3) ? chance.between(0.05, 0.35) : chance.between(0.35, 1.25);
        double fillTurn = turn + (chance.happens(0.5) ? 1 : -1) * chance.between(0.9, 2.2);
        double fillHigh = chance.between(-0.4, 0.7);
        double warm = 0.17 * chance.normal();
        return new Lamp(
                (float) (Math.sin(turn) * Math.cos(high)),
                (float) -Math.sin(high),
                (float) (Math.cos(turn) * Math.cos(high)),
                (float) strength,
                (float) (Math.sin(fillTurn) * Math.cos(fillHigh)),
                (float) -Math.sin(fillHigh),
                (float) (Math.cos(fillTurn) * Math.cos(fillHigh)),
                (float) chance.between(0, 0.45),
                (float) Math.max(0.12, 0.95 - 0.65 * strength + 0.1 * chance.normal()),
                (float) Math.exp(warm),
                (float) Math.exp(0.03 * chance.normal()),
                (float) Math.exp(-warm));
    }
}
