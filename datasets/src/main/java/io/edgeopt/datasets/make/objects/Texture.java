package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;

/** The look of a surface, in units of its own. */
@FunctionalInterface
interface Texture {
    /** Puts red, green and blue into {@code out}; {@code fine} is how many units a pixel covers. */
    void at(float u, float v, float fine, float[] out);

    /** What floors, tables and walls are covered with. */
    static Texture any(Chance chance) {
        return switch (chance.below(12)) {
            case 0, 1, 2 -> planks(chance);
            case 3 -> tiles(chance);
            case 4 -> cloth(chance);
            case 5 -> stone(chance);
            case 6 -> grass(chance);
            case 7 -> pattern(chance);
            case 8 -> carpet(chance);
            case 9 -> gravel(chance);
            case 10 -> bricks(chance);
            default -> plain(chance);
        };
    }

    private static float[] colour(String look, Chance chance) {
        return chance.happens(0.45)
                ? Tone.colour(chance.own(look + ".hue", 0, 1), chance.between(0, 0.25), chance.between(0.35, 0.95))
                : Paint.any(look, chance);
    }

    private static void tint(float[] colour, float factor, float[] out) {
        float f = Math.max(0.02f, factor);
        out[0] = colour[0] * f;
        out[1] = colour[1] * f;
        out[2] = colour[2] * f;
    }

    static Texture plain(Chance chance) {
        float[] colour = colour("plain", chance);
        Noise noise = Noise.of(chance.ownSeed("plain"));
        float rough = (float) chance.between(0.02, 0.12);
        return (u, v, fine, out) ->
                tint(colour, 1 + 0.15f * noise.at(0.6f * u, 0.6f * v) + rough * noise.at(23 * u, 23 * v), out);
    }

    static Texture planks(Chance chance) {
        float[] colour = Tone.colour(
                chance.own("planks.hue", 0.04, 0.11), chance.between(0.15, 0.7), chance.own("planks.value", 0.25, 0.9));
        Noise noise = Noise.of(chance.ownSeed("planks"));
        float wide = (float) chance.ratio(0.25, 3);
        float length = wide * (float) chance.between(4, 9);
        float streak = (float) chance.between(0.1, 0.35);
        float varied = (float) chance.between(0.03, 0.3);
        return (u, v, fine, out) -> {
            float board = (float) Math.floor(v / wide);
            float shift = u + length * 3.7f * board * 0.618f;
            float piece = (float) Math.floor(shift / length);
            float own = noise.at(7.3f * board + 0.5f, 3.1f * piece + 0.5f);
            float inV = v / wide - board;
            float inU = shift / length - piece;
            float bend = noise.at(0.8f * u + 5 * own, 3 * v);
            float grain = noise.at(0.7f * u, 9 * v + 4 * bend + 11 * own) + 0.5f * noise.at(2.5f * u, 40 * v);
            float gap = Math.min(Math.min(inV, 1 - inV) * wide, Math.min(inU, 1 - inU) * length);
            float dark = gap < 0.012f + 0.5f * fine ? 0.55f : 1;
            tint(colour, dark * (1 + varied * own + streak * grain), out);
        };
    }

    static Texture tiles(Chance chance) {
        float[] colour = colour("tiles", chance);
        float[] second = chance.happens(0.4) ? colour("tiles.second", chance) : colour;
        float[] joint = Paint.grey(chance.between(0.25, 0.9));
        Noise noise = Noise.of(chance.ownSeed("tiles"));
        float side = (float) chance.ratio(0.35, 2);
        float half = (float) chance.between(0.01, 0.035);
        float marble = (float) chance.between(0, 0.35);
        return (u, v, fine, out) -> {
            float column = (float) Math.floor(u / side);
            float row = (float) Math.floor(v / side);
            float inU = u - column * side;
            float inV = v - row * side;
            float edge = Math.min(Math.min(inU, side - inU), Math.min(inV, side - inV));
            if (edge < half) {
                tint(joint, 0.9f + 0.2f * noise.at(20 * u, 20 * v), out);
                return;
            }
            float own = noise.at(5.7f * column + 0.5f, 4.3f * row + 0.5f);
            float vein = Math.abs(noise.fractal(1.4f * u + 9 * own, 1.4f * v, 2, 0.5f));
            float shine = edge < half + 0.03f ? 1.12f : 1;
            tint(
                    ((int) (column + row) & 1) == 0 ? colour : second,
                    shine * (1 + 0.08f * own - marble * Math.max(0, 0.3f - vein)),
                    out);
        };
    }

    static Texture cloth(Chance chance) {
        float[] colour = colour("cloth", chance);
        float[] second = colour("cloth.second", chance);
        Noise noise = Noise.of(chance.ownSeed("cloth"));
        float pitch = (float) chance.ratio(0.15, 0.9);
        int kind = chance.below(4);
        float folds = (float) chance.between(0, 0.45);
        return (u, v, fine, out) -> {
            float fold = noise.fractal(0.9f * u, 0.55f * v, 2, 0.5f);
            float weave = fine < 0.02f && (((int) Math.floor(50 * u) + (int) Math.floor(50 * v)) & 1) == 0 ? 0.06f : 0;
            float across = u / pitch - (float) Math.floor(u / pitch);
            float up = v / pitch - (float) Math.floor(v / pitch);
            float share = switch (kind) {
                case 0 -> across < 0.3f ? 1 : 0;
                case 1 -> (across < 0.4f ? 0.5f : 0) + (up < 0.4f ? 0.5f : 0);
                case 2 -> (across - 0.5f) * (across - 0.5f) + (up - 0.5f) * (up - 0.5f) < 0.06f ? 1 : 0;
                default -> 0;
            };
            float f = 1 + folds * fold + weave + 0.06f * noise.at(30 * u, 30 * v);
            for (int i = 0; i < 3; i++) {
                out[i] = (colour[i] + (second[i] - colour[i]) * share) * Math.max(0.1f, f);
            }
        };
    }

    static Texture pattern(Chance chance) {
        float[] colour = colour("pattern", chance);
        float[] second = colour("pattern.second", chance);
        float[] third = colour("pattern.third", chance);
        Noise noise = Noise.of(chance.ownSeed("pattern"));
        float pitch = (float) chance.ratio(0.4, 1.6);
        float turns = chance.whole(3, 9);
        return (u, v, fine, out) -> {
            float x = u / pitch - (float) Math.floor(u / pitch) - 0.5f;
            float y = v / pitch - (float) Math.floor(v / pitch) - 0.5f;
            float radius = (float) Math.sqrt(x * x + y * y);
            float petal = 0.3f + 0.12f * (float) Math.cos(turns * Math.atan2(y, x));
            float[] taken = radius < 0.5f * petal ? third : radius < petal ? second : colour;
            tint(taken, 1 + 0.12f * noise.at(25 * u, 25 * v) + 0.1f * noise.at(u, v), out);
        };
    }

    static Texture stone(Chance chance) {
        float[] colour = Tone.colour(
                chance.own("stone.hue", 0, 0.7), chance.between(0, 0.2), chance.own("stone.value", 0.25, 0.92));
        Noise noise = Noise.of(chance.ownSeed("stone"));
        float speckle = (float) chance.between(0.05, 0.5);
        float vein = (float) chance.between(0, 0.6);
        return (u, v, fine, out) -> {
            float body = noise.fractal(1.2f * u, 1.2f * v, 2, 0.55f);
            float crack = Math.abs(noise.at(0.9f * u + 0.7f * body, 0.9f * v));
            float f = 1 + 0.16f * body + speckle * noise.at(28 * u, 28 * v) - vein * Math.max(0, 0.08f - crack) * 8;
            tint(colour, f, out);
        };
    }

    static Texture gravel(Chance chance) {
        float[] colour = Tone.colour(
                chance.own("gravel.hue", 0.05, 0.65), chance.between(0, 0.16), chance.own("gravel.value", 0.2, 0.75));
        Noise noise = Noise.of(chance.ownSeed("gravel"));
        float size = (float) chance.ratio(5, 40);
        float depth = (float) chance.between(0.15, 0.6);
        return (u, v, fine, out) -> {
            float pebble = noise.at(size * u, size * v) + 0.6f * noise.at(2.3f * size * u, 2.3f * size * v);
            tint(colour, 1 + depth * pebble + 0.2f * noise.at(u, v), out);
        };
    }

    static Texture grass(Chance chance) {
        float[] colour = Tone.colour(
                chance.own("grass.hue", 0.13, 0.34), chance.between(0.35, 0.75), chance.own("grass.value", 0.2, 0.6));
        float[] earth =
                Tone.colour(chance.own("earth.hue", 0.05, 0.11), chance.between(0.3, 0.6), chance.between(0.2, 0.5));
        Noise noise = Noise.of(chance.ownSeed("grass"));
        float bare = (float) chance.between(-0.8, 0.35);
        return (u, v, fine, out) -> {
            float lean = 3 * noise.at(2 * u, 2 * v);
            float blade = noise.at(26 * u + lean, 9 * v) + 0.6f * noise.at(44 * u - lean, 17 * v);
            float patch = noise.fractal(0.7f * u, 0.7f * v, 2, 0.5f);
            float share = Math.max(0, Math.min(1, 4 * (bare - patch)));
            float f = Math.max(0.12f, 1 + 0.55f * blade + 0.2f * patch);
            for (int i = 0; i < 3; i++) {
                out[i] = f * (colour[i] + (earth[i] - colour[i]) * share);
            }
        };
    }

    static Texture carpet(Chance chance) {
        float[] colour = colour("carpet", chance);
        Noise noise = Noise.of(chance.ownSeed("carpet"));
        float tuft = (float) chance.ratio(12, 60);
        return (u, v, fine, out) -> {
            float pile = noise.at(tuft * u, tuft * v) + noise.at(1.9f * tuft * u, 1.7f * tuft * v);
            tint(colour, 1 + 0.22f * pile + 0.15f * noise.at(0.8f * u, 0.8f * v), out);
        };
    }

    static Texture bricks(Chance chance) {
        float[] colour = chance.happens(0.6)
                ? Tone.colour(chance.own("bricks.hue", 0, 0.08), chance.between(0.3, 0.65), chance.between(0.4, 0.75))
                : colour("bricks", chance);
        float[] mortar = Paint.grey(chance.between(0.4, 0.85));
        Noise noise = Noise.of(chance.ownSeed("bricks"));
        float high = (float) chance.ratio(0.14, 0.5);
        return (u, v, fine, out) -> {
            float row = (float) Math.floor(v / high);
            float shift = u / (2.6f * high) + ((int) row & 1) * 0.5f;
            float column = (float) Math.floor(shift);
            float inU = (shift - column) * 2.6f * high;
            float inV = v - row * high;
            float edge = Math.min(Math.min(inU, 2.6f * high - inU), Math.min(inV, high - inV));
            float rough = 0.25f * noise.at(22 * u, 22 * v);
            float own = noise.at(6.1f * column + 0.5f, 8.7f * row + 0.5f);
            if (edge < 0.06f * high) {
                tint(mortar, 0.8f + rough, out);
            } else {
                tint(colour, 1 + 0.3f * own + rough, out);
            }
        };
    }
}
