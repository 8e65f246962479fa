package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Tone;

/** Colours as things are sold in. */
final class Paint {
    private Paint() {}

    /** Black, white, grey, brown or anything; {@code look} names whose colour it is. */
    static float[] any(String look, Chance chance) {
        return switch (chance.below(8)) {
            case 0, 1 -> dark(look, chance);
            case 2 ->
                Tone.colour(chance.between(0, 1), chance.between(0, 0.08), chance.own(look + ".light", 0.8, 0.98));
            case 3 -> Tone.colour(chance.between(0, 1), chance.between(0, 0.1), chance.own(look + ".grey", 0.4, 0.75));
            case 4 ->
                Tone.colour(
                        chance.own(look + ".brown", 0.03, 0.1), chance.between(0.4, 0.8), chance.between(0.3, 0.75));
            case 5 ->
                Tone.colour(chance.own(look + ".pastel", 0, 1), chance.between(0.15, 0.4), chance.between(0.7, 0.95));
            default -> bright(look, chance);
        };
    }

    static float[] bright(String look, Chance chance) {
        return Tone.colour(chance.own(look + ".hue", 0, 1), chance.between(0.5, 0.95), chance.between(0.35, 0.95));
    }

    static float[] dark(String look, Chance chance) {
        return Tone.colour(chance.between(0, 1), chance.between(0, 0.25), chance.own(look + ".dark", 0.1, 0.3));
    }

    static float[] hide(String look, Chance chance) {
        return switch (chance.below(5)) {
            case 0 -> dark(look, chance);
            case 1 -> any(look, chance);
            default ->
                Tone.colour(
                        chance.own(look + ".hide", 0.02, 0.09), chance.between(0.4, 0.85), chance.between(0.22, 0.72));
        };
    }

    static float[] silver(Chance chance) {
        return Tone.colour(chance.own("silver.hue", 0.08, 0.65), chance.between(0, 0.08), chance.between(0.72, 0.95));
    }

    static float[] brass(Chance chance) {
        return Tone.colour(chance.own("brass.hue", 0.09, 0.14), chance.between(0.35, 0.65), chance.between(0.7, 0.92));
    }

    static float[] grey(double value) {
        return Tone.colour(0, 0, value);
    }
}
