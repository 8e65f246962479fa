package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Chance;

/** Hair on a face: how much of it on lip, chin and cheeks. */
record Beard(float lip, float chin, float cheeks, float dense) {
    static final Beard NONE = new Beard(0, 0, 0, 0);

    static Beard any(Chance chance) {
        float dense = (float) chance.between(0.45, 0.95);
        return switch (chance.below(5)) {
            case 0 -> new Beard(1, 0, 0, dense);
            case 1 -> new Beard(1, 1, 0, dense);
            case 2 -> new Beard(0, 1, 0, dense);
            default -> new Beard(1, 1, 1, dense);
        };
    }

    /** How much hair grows at a place of the face. */
    float at(Identity who, float x, float y) {
        float side = Math.abs(x);
        float mouth = who.mouthHigh;
        float overLip = lip * Curve.hill(x, y - mouth + 0.115f, 0.34f, 0.1f) * 2.2f;
        float onChin = chin * 2.4f * Curve.hill(x, y - mouth - 0.3f, 0.34f, 0.33f);
        float beside = chin * lip * 2f * Curve.hill(side - who.mouthWide - 0.03f, y - mouth - 0.04f, 0.12f, 0.3f);
        float low = Curve.step(mouth - 0.35f, mouth + 0.1f, y + 0.55f * (side - 0.35f));
        float cheek = cheeks * low * Curve.step(0.28f, 0.42f, side + 0.5f * Math.max(0, y - mouth));
        float under = cheeks * Curve.step(mouth + 0.14f, mouth + 0.24f, y);
        float lips = Curve.hill(x, y - mouth - 0.01f, 1.1f * who.mouthWide, 1.5f * who.lipLower);
        return Math.min(1, Math.max(Math.max(overLip, onChin), Math.max(Math.max(beside, cheek), under)))
                * (1 - Math.min(1, 3 * lips));
    }
}
