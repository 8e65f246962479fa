package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;

/** What a part is made of. */
final class Material {
    /** Linear red, green, blue. */
    private final float[] colour;

    private final float gloss;
    private final int polish;
    private final float metal;
    private final float opacity;
    private final Grain grain;
    private final Noise noise;
    private final float phase;

    private Material(
            float[] colour,
            float gloss,
            int polish,
            float metal,
            float opacity,
            Grain grain,
            Noise noise,
            float phase) {
        this.colour = colour;
        this.gloss = gloss;
        this.polish = polish;
        this.metal = metal;
        this.opacity = opacity;
        this.grain = grain;
        this.noise = noise;
        this.phase = phase;
    }

    float[] colour() {
        return colour;
    }

    /** How strong the highlight is. */
    float gloss() {
        return gloss;
    }

    /** How small the highlight is: the exponent is 2 to this. */
    int polish() {
        return polish;
    }

    /** Share of mirrored surroundings, tinted by the colour. */
    float metal() {
        return metal;
    }

    /** Below 1 for glass and gauze. */
    float opacity() {
        return opacity;
    }

    Grain grain() {
        return grain;
    }

    Noise noise() {
        return noise;
    }

    float phase() {
        return phase;
    }

    private static Material of(float[] colour, double gloss, int polish, double metal, Grain grain, Chance chance) {
        return new Material(
                colour, (float) gloss, polish, (float) metal, 1, grain, Noise.of(chance.ownSeed("grain")), (float)
                        chance.between(0, 6.28));
    }

    static Material plastic(float[] colour, Chance chance) {
        return of(colour, chance.between(0.05, 0.5), chance.whole(3, 6), 0, Grain.PLAIN, chance);
    }

    static Material metal(float[] colour, Chance chance) {
        Grain grain = chance.happens(0.5) ? Grain.BRUSHED : Grain.WORN;
        return of(colour, chance.between(0.3, 0.9), chance.whole(4, 6), chance.between(0.6, 0.95), grain, chance);
    }

    /** Dark metal, as of weapons: blued, phosphated or painted. */
    static Material gunmetal(Chance chance) {
        float[] colour = Tone.colour(
                chance.own("gun.hue", 0.05, 0.7), chance.between(0, 0.15), chance.own("gun.value", 0.1, 0.34));
        return of(colour, chance.between(0.08, 0.45), chance.whole(3, 5), chance.between(0, 0.25), Grain.WORN, chance);
    }

    static Material leather(float[] colour, Chance chance) {
        return of(colour, chance.between(0.03, 0.25), chance.whole(3, 4), 0, Grain.LEATHER, chance);
    }

    static Material cloth(float[] colour, Chance chance) {
        return of(colour, 0, 2, 0, Grain.CLOTH, chance);
    }

    static Material wood(Chance chance) {
        float[] colour = Tone.colour(
                chance.own("wood.hue", 0.045, 0.105), chance.between(0.4, 0.75), chance.own("wood.value", 0.3, 0.8));
        return of(colour, chance.between(0, 0.3), chance.whole(3, 5), 0, Grain.WOOD, chance);
    }

    static Material skin(Chance chance) {
        double dark = chance.own("skin", 0, 1);
        float[] colour = Tone.colour(0.035 + 0.03 * chance.between(0, 1), 0.3 + 0.3 * dark, 0.9 - 0.6 * dark);
        return of(colour, 0.06, 3, 0, Grain.PLAIN, chance);
    }

    static Material glass(float[] colour, double opacity, Chance chance) {
        return of(colour, 0.9, 6, 0.35, Grain.PLAIN, chance).opaque(opacity);
    }

    Material opaque(double share) {
        return new Material(colour, gloss, polish, metal, (float) share, grain, noise, phase);
    }

    Material grained(Grain other) {
        return new Material(colour, gloss, polish, metal, opacity, other, noise, phase);
    }

    Material coloured(float[] other) {
        return new Material(other, gloss, polish, metal, opacity, grain, noise, phase);
    }

    Material times(double factor) {
        float f = (float) factor;
        return coloured(new float[] {colour[0] * f, colour[1] * f, colour[2] * f});
    }

    Material dull() {
        return new Material(colour, 0.3f * gloss, 3, 0.4f * metal, opacity, grain, noise, phase);
    }
}
