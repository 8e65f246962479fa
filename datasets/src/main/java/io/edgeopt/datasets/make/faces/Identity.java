package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Noise;
import io.edgeopt.datasets.make.Tone;

/**
 * What makes a person: the measures of the head (about 1 from the eyes to the chin and 0.75 from the middle to the
 * cheek), colours, hair and marks. Each measure spreads round the mean of many heads.
 */
final class Identity {
    final float cheek;
    final float temple;
    final float jaw;
    final float chinWide;
    final float chin;
    final float chinOut;
    final float crown;
    final float forehead;
    final float eyeApart;
    final float eyeHigh;
    final float eyeWide;
    final float eyeOpen;
    final float eyeTilt;
    final float eyeDeep;
    final float lidFold;
    final float browHigh;
    final float browThick;
    final float browArch;
    final float browTilt;
    final float browLong;
    final float browRidge;
    final float noseLong;
    final float noseWide;
    final float noseOut;
    final float noseBridge;
    final float noseHump;
    final float noseTurn;
    final float noseTip;
    final float mouthHigh;
    final float mouthWide;
    final float lipUpper;
    final float lipLower;
    final float bow;
    final float mouthOut;
    final float cheekBone;
    final float cheekFull;
    final float earSize;
    final float earOut;
    final float age;
    final float ruddy;
    final float freckles;
    final boolean male;
    final float stubble;
    final float[] skin;
    final float[] lips;
    final float[] iris;
    final float[] hair;
    final float[] brow;
    final HairStyle style;
    final Beard beard;
    final float hairline;
    final float recede;
    final float[] markX;
    final float[] markY;
    final float[] markSize;
    final float[] markDark;
    final Noise noise;

    private Identity(Chance chance) {
        male = chance.happens(0.5);
        float m = male ? 1 : -1;
        cheek = spread(chance, 0.755 + 0.012 * m, 0.05, 0.62, 0.88);
        temple = spread(chance, 0.79, 0.035, 0.7, 0.88);
        jaw = spread(chance, 0.585 + 0.035 * m, 0.06, 0.42, 0.74);
        chinWide = spread(chance, 0.285 + 0.025 * m, 0.05, 0.16, 0.42);
        chin = spread(chance, 1.2 + 0.02 * m, 0.065, 1.05, 1.36);
        chinOut = spread(chance, 0.0 + 0.012 * m, 0.05, -0.11, 0.11);
        crown = spread(chance, -1.22, 0.05, -1.34, -1.1);
        forehead = spread(chance, 0, 0.045, -0.1, 0.1);
        eyeApart = feature(chance, 0.335, 0.026, 0.27, 0.4);
        eyeHigh = feature(chance, 0, 0.03, -0.07, 0.07);
        eyeWide = feature(chance, 0.165, 0.016, 0.125, 0.205);
        eyeOpen = feature(chance, 0.075 - 0.003 * m, 0.014, 0.042, 0.11);
        eyeTilt = feature(chance, 0.04, 0.075, -0.14, 0.22);
        eyeDeep = feature(chance, 0.13 + 0.015 * m, 0.04, 0.04, 0.23);
        lidFold = feature(chance, 0.05, 0.025, 0, 0.1);
        browHigh = feature(chance, 0.2 - 0.012 * m, 0.035, 0.12, 0.3);
        browThick = feature(chance, 0.042 + 0.011 * m, 0.014, 0.015, 0.085);
        browArch = feature(chance, 0.03 - 0.01 * m, 0.024, -0.01, 0.09);
        browTilt = feature(chance, 0.02, 0.06, -0.11, 0.16);
        browLong = feature(chance, 0.235, 0.025, 0.17, 0.29);
        browRidge = feature(chance, 0.035 + 0.028 * m, 0.028, -0.02, 0.13);
        noseLong = feature(chance, 0.455, 0.042, 0.35, 0.55);
        noseWide = feature(chance, 0.185 + 0.008 * m, 0.032, 0.12, 0.27);
        noseOut = feature(chance, 0.25, 0.045, 0.14, 0.37);
        noseBridge = feature(chance, 0.115, 0.05, 0.01, 0.22);
        noseHump = feature(chance, 0.01 + 0.008 * m, 0.03, -0.05, 0.09);
        noseTurn = feature(chance, 0, 0.045, -0.09, 0.09);
        noseTip = feature(chance, 0.075, 0.03, 0.015, 0.14);
        mouthHigh = feature(chance, 0.775, 0.033, 0.69, 0.86);
        mouthWide = feature(chance, 0.285 + 0.008 * m, 0.032, 0.19, 0.35);
        lipUpper = feature(chance, 0.058 - 0.007 * m, 0.018, 0.02, 0.105);
        lipLower = feature(chance, 0.078 - 0.007 * m, 0.02, 0.03, 0.13);
        bow = feature(chance, 0.02, 0.011, 0, 0.05);
        mouthOut = feature(chance, 0.055, 0.04, -0.02, 0.16);
        cheekBone = spread(chance, 0.05, 0.03, -0.01, 0.12);
        cheekFull = spread(chance, 0.01 - 0.01 * m, 0.045, -0.09, 0.11);
        earSize = spread(chance, 0.3 + 0.015 * m, 0.035, 0.22, 0.39);
        earOut = spread(chance, 0.32, 0.15, 0.08, 0.7);
        age = (float) Math.pow(chance.own("age", 0, 1), 1.4);
        ruddy = (float) chance.own("ruddy", 0, 1);
        freckles = chance.happens(0.16) ? (float) chance.between(0.3, 1) : 0;
        stubble = male ? (float) chance.own("stubble", 0, 0.75) : 0;
        float dark = (float) chance.own("skin.dark", 0, 1);
        skin = skin(dark, (float) chance.between(-1, 1));
        lips = lips(skin, chance, male);
        iris = iris(dark, chance);
        hair = hair(dark, age, chance);
        brow = age > 0.8 ? hair : mix(hair, new float[] {0.02f, 0.015f, 0.012f}, 0.45f);
        style = HairStyle.of(male, age, chance);
        beard = male && chance.happens(0.38) ? Beard.any(chance) : Beard.NONE;
        hairline = spread(chance, -0.7, 0.06, -0.86, -0.56);
        recede = male ? (float) (chance.own("recede", 0, 1) * (0.3 + 0.7 * age)) : 0.1f;
        int marks = chance.below(6);
        markX = new float[marks];
        markY = new float[marks];
        markSize = new float[marks];
        markDark = new float[marks];
        for (int i = 0; i < marks; i++) {
            markX[i] = (float) chance.own("mark.x", -0.6, 0.6);
            markY[i] = (float) chance.own("mark.y", -0.6, 1.05);
            markSize[i] = (float) chance.ratio(0.018, 0.05);
            markDark[i] = (float) chance.between(0.3, 0.85);
        }
        noise = Noise.of(chance.ownSeed("skin"));
    }

    static Identity of(Chance chance) {
        return new Identity(chance);
    }

    /** A measure of the head. */
    private static float spread(Chance chance, double mean, double deviation, double low, double high) {
        return within(low, high, mean + 1.25 * deviation * chance.normal());
    }

    /**
     * A measure of eyes, brows, nose or mouth. People are told apart by these more than by their heads, and so they
     * differ more in them, up to nearly half as far again on either side; what has a size keeps some of it.
     */
    private static float feature(Chance chance, double mean, double deviation, double low, double high) {
        double least = mean - 1.45 * (mean - low);
        double most = mean + 1.45 * (high - mean);
        return within(low > 0 ? Math.max(0.45 * low, least) : least, most, mean + 2 * deviation * chance.normal());
    }

    private static float within(double low, double high, double value) {
        return (float) Math.max(low, Math.min(high, value));
    }

    private static float[] mix(float[] a, float[] b, float share) {
        return new float[] {a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share};
    }

    /** From palest to darkest, more yellow or more pink. */
    private static float[] skin(float dark, float yellow) {
        float[] stops = {
            0.78f, 0.57f, 0.47f, 0.65f, 0.44f, 0.34f, 0.47f, 0.285f, 0.195f, 0.27f, 0.15f, 0.095f, 0.12f, 0.065f, 0.043f
        };
        float place = dark * 3.999f;
        int i = (int) place;
        float t = place - i;
        float[] skin = new float[3];
        for (int c = 0; c < 3; c++) {
            skin[c] = stops[3 * i + c] + (stops[3 * i + 3 + c] - stops[3 * i + c]) * t;
        }
        skin[1] *= 1 + 0.06f * yellow;
        skin[2] *= 1 - 0.12f * yellow;
        return skin;
    }

    private static float[] lips(float[] skin, Chance chance, boolean male) {
        float red = (float) chance.own("lips", 0.4, 0.9);
        float[] natural = {skin[0] * 0.8f, skin[1] * 0.55f, skin[2] * 0.62f};
        float[] painted = Tone.colour(chance.own("lipstick", 0.92, 1.02) % 1, 0.75, 0.7);
        return male || chance.happens(0.65) ? mix(skin, natural, red) : mix(natural, painted, red);
    }

    private static float[] iris(float dark, Chance chance) {
        if (dark > 0.45 || chance.happens(0.45)) {
            return Tone.colour(0.06, 0.75, chance.own("iris.brown", 0.15, 0.42));
        }
        return Tone.colour(chance.own("iris.hue", 0.1, 0.62), chance.between(0.15, 0.5), chance.between(0.35, 0.65));
    }

    private static float[] hair(float dark, float age, Chance chance) {
        float grey = Math.max(0, age - 0.55f) / 0.45f;
        float[] coloured = dark > 0.5 || chance.happens(0.35)
                ? Tone.colour(0.07, 0.4, chance.own("hair.dark", 0.06, 0.2))
                : Tone.colour(
                        chance.own("hair.hue", 0.03, 0.115),
                        chance.between(0.4, 0.75),
                        chance.own("hair.value", 0.18, 0.85));
        float silver = (float) chance.between(0.25, 0.75);
        return mix(coloured, new float[] {silver, silver, silver}, chance.happens(0.75) ? grey : 0);
    }
}
