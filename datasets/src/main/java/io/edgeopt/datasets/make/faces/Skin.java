package io.edgeopt.datasets.make.faces;

/** The look of a face: colour, gloss and the small folds of its skin, and eyes, brows, lips and beard on it. */
final class Skin {
    private final Identity who;
    private final Expression does;
    private final float noseEnd;
    /** Fine detail costs and is not seen in small faces. */
    private final float detail;

    private final boolean made;

    // What was found at the place last asked for.
    float red;
    float green;
    float blue;
    float gloss;
    float bumpX;
    float bumpY;
    /** Above 0 in an eye: how much of the normal is the eyeball's, whose slope is the bump. */
    float eye;

    Skin(HeadShape shape, float detail, boolean made) {
        this.who = shape.who;
        this.does = shape.does;
        this.noseEnd = shape.noseEnd();
        this.detail = detail;
        this.made = made;
    }

    /** Finds the look of a place on the front of the head at rest. */
    void at(float x, float y, float z) {
        float ax = Math.abs(x);
        float front = Curve.step(-0.1f, 0.25f, z);
        float blotch = who.noise.at(5 * x + 2 * z, 5 * y, 3 * z);
        float pores = detail > 0 ? who.noise.at(50 * x, 50 * y, 50 * z) : 0;
        float tone = 1 + 0.06f * blotch + 0.035f * pores * detail;
        float flush = (0.1f + 0.2f * who.ruddy)
                        * (Curve.hill(ax - 0.45f, y - 0.38f, 0.35f, 0.32f)
                                + 0.8f * Curve.hill(x, y - noseEnd + 0.04f, 0.2f, 0.18f))
                + 0.1f * Curve.step(0.7f, 0.8f, ax);
        red = who.skin[0] * tone * (1 + 0.25f * flush);
        green = who.skin[1] * tone * (1 - 0.45f * flush);
        blue = who.skin[2] * tone * (1 - 0.45f * flush);
        gloss = 0.22f + 0.25f * Curve.hill(x, y - 0.2f, 0.3f, 0.8f) + 0.06f * blotch;
        bumpX = 0.05f * pores * detail;
        bumpY = 0.05f * pores * detail;
        eye = 0;
        if (front > 0) {
            marks(x, y, z);
            folds(x, ax, y, front);
            hairs(x, ax, y);
            lips(x, y);
            nostrils(x, ax, y);
            eyes(x, ax, y);
        }
    }

    private void tint(float[] colour, float share) {
        red += (colour[0] - red) * share;
        green += (colour[1] - green) * share;
        blue += (colour[2] - blue) * share;
    }

    private void darken(float share) {
        red *= 1 - 0.8f * share;
        green *= 1 - share;
        blue *= 1 - share;
    }

    private void marks(float x, float y, float z) {
        if (who.freckles > 0) {
            float spots = who.noise.at(30 * x + 9, 30 * y, 30 * z) - 0.35f;
            if (spots > 0) {
                darken(0.8f * spots * who.freckles * Curve.hill(x, y - 0.3f, 0.85f, 0.5f));
            }
        }
        for (int i = 0; i < who.markX.length; i++) {
            float spot = Curve.hill(x - who.markX[i], y - who.markY[i], who.markSize[i] * 1.4f, who.markSize[i] * 1.4f);
            if (spot > 0) {
                darken(Math.min(1, 1.6f * spot) * who.markDark[i]);
            }
        }
    }

    private void folds(float x, float ax, float y, float front) {
        float age = who.age;
        float smile = Math.max(0, does.smile());
        float fold = ax - 0.2f - 0.5f * (y - noseEnd);
        float deep = (0.05f + 0.3f * smile + 0.3f * age) * Curve.hill(fold, y - noseEnd - 0.13f, 0.035f, 0.26f);
        float bag =
                (0.07f + 0.2f * age) * Curve.hill(ax - who.eyeApart + 0.02f, y - who.eyeHigh - 0.14f, 0.15f, 0.035f);
        darken(deep * front * 0.7f + bag);
        float shade = 0.1f * Curve.hill(ax - who.eyeApart, y - who.eyeHigh - 0.05f, 0.27f, 0.2f);
        darken(shade);
        float lines = Math.max(0, age - 0.3f) + 0.6f * Math.max(0, does.brows());
        if (lines > 0.05f && y < who.eyeHigh - 0.3f) {
            float wave = (float) Math.sin(44 * y + 2.5f * who.noise.at(2 * x, 9 * y));
            bumpY += 0.15f * lines * wave * Curve.hill(x, y - who.eyeHigh + 0.5f, 0.6f, 0.24f);
        }
        float between = (does.frown() + 0.5f * Math.max(0, age - 0.4f))
                * Curve.hill(ax - 0.055f, y - who.eyeHigh + 0.2f, 0.03f, 0.14f);
        darken(0.5f * between);
        float feet = (0.9f * smile + age - 0.3f)
                * Curve.hill(ax - who.eyeApart - who.eyeWide - 0.12f, y - who.eyeHigh, 0.13f, 0.13f);
        if (feet > 0) {
            bumpY += 0.05f * feet * (float) Math.sin(55 * (y - 0.5f * (ax - 0.5f) * Math.signum(y - who.eyeHigh)));
        }
        darken(0.35f * Curve.hill(x, y - who.mouthHigh - 1.9f * who.lipLower, 0.2f, 0.06f));
    }

    private void hairs(float x, float ax, float y) {
        float strand = who.noise.at(60 * x + 14 * y, 16 * y);
        if (who.stubble > 0.02f || who.beard.dense() > 0) {
            float shadow = who.stubble * 0.5f * Curve.step(0.05f, 0.45f, Shave.FULL.at(who, x, y));
            float fine = who.noise.at(90 * x, 70 * y);
            tint(who.brow, Math.max(0, shadow * (0.45f + 0.35f * fine)));
            float grown = who.beard.at(who, x, y);
            float cover = Curve.step(0.12f, 0.6f, grown + 0.35f * strand * Math.min(1, 5 * grown)) * who.beard.dense();
            if (cover > 0) {
                float light = 0.75f + 0.5f * strand;
                tint(
                        new float[] {who.hair[0] * light * 0.8f, who.hair[1] * light * 0.8f, who.hair[2] * light * 0.8f
                        },
                        cover);
                gloss *= 1 - cover;
                bumpX += 0.4f * cover * strand;
            }
        }
        float lift = 0.075f * does.brows();
        float inner = 0.095f - 0.04f * does.frown();
        float way = (ax - inner) / who.browLong;
        if (way > -0.15f && way < 1.25f) {
            float line = who.eyeHigh
                    - who.browHigh
                    - lift
                    - who.browTilt * (way - 0.4f)
                    - who.browArch * 4 * way * (1 - way)
                    + 0.05f * does.frown() * (1 - way);
            float thick = who.browThick
                    * (1.12f - 0.75f * way * way)
                    * Curve.step(-0.15f, 0.1f, way)
                    * (1 - Curve.step(0.95f, 1.2f, way));
            float off = Math.abs(y - line) / Math.max(0.004f, thick);
            float cover = 1 - Curve.step(0.35f, 1.15f, off - 0.35f * who.noise.at(75 * ax + 50 * y, 22 * y));
            if (cover > 0) {
                tint(who.brow, cover * (0.82f + 0.18f * strand));
                gloss *= 1 - cover;
            }
        }
    }

    /** Where a man's stubble grows. */
    private static final class Shave {
        static final Beard FULL = new Beard(1, 1, 1, 1);
    }

    private void lips(float x, float y) {
        float smile = does.smile();
        float wide = who.mouthWide * (1 + 0.17f * smile - 0.12f * does.open());
        float u = x / wide;
        if (Math.abs(u) > 1.15f) {
            return;
        }
        float lift = -0.065f * smile * u * u + 0.005f * (float) Math.cos(9 * u) * (1 - u * u);
        float v = y - who.mouthHigh - lift;
        float full = Math.max(0, 1 - u * u);
        float root = (float) Math.sqrt(full);
        float dip = who.bow * Curve.hill(u, 0, 0.28f, 1) - 0.4f * who.bow * Curve.hill(Math.abs(u) - 0.25f, 0, 0.3f, 1);
        float open = does.open() * 0.14f * root;
        float upper = -(who.lipUpper * (0.25f * root + 0.75f * full) - dip * root) * (1 - 0.18f * Math.max(0, smile));
        float lower = who.lipLower * (0.5f * root + 0.5f * full) + open;
        if (v > upper - 0.03f && v < lower + 0.03f && full > 0) {
            float inside = Curve.step(-0.016f, 0.012f, Math.min(v - upper, lower - v));
            float across = detail > 0 ? who.noise.at(40 * x, 5 * y) : 0;
            float shade = v < 0 ? 0.86f : 1.06f;
            float[] colour = who.lips;
            tint(
                    new float[] {colour[0] * shade, colour[1] * shade * (1 + 0.1f * across), colour[2] * shade},
                    inside * 0.85f);
            bumpX += 0.12f * across * inside;
            gloss += 0.35f * inside * (v > 0 ? 1 : 0.4f);
        }
        float seam = open < 0.012f ? Curve.hill(v, u, 0.017f, 1.08f) : 0;
        darken(0.85f * Math.min(1, 1.3f * seam));
        darken(0.5f * Curve.hill(Math.abs(u) - 1, v, 0.12f, 0.03f));
        if (open >= 0.012f && full > 0) {
            inside(u, v, open, root);
        }
    }

    /** Teeth, tongue and the dark of an open mouth. */
    private void inside(float u, float v, float open, float root) {
        float gap = Math.min(v + 0.15f * open, open - v);
        float share = Curve.step(0, 0.014f, gap);
        if (share <= 0) {
            return;
        }
        float[] dark = {0.035f, 0.008f, 0.006f};
        tint(dark, share);
        gloss *= 1 - share;
        float teeth = 0.03f + 0.035f * root;
        if (Math.abs(u) < 0.9f && v < teeth) {
            float tooth = u * 7;
            float edge = Math.abs(tooth - Math.round(tooth));
            float white = share
                    * (1 - 0.2f * Curve.step(0.4f, 0.5f, edge))
                    * (1 - 0.45f * u * u)
                    * (1 - Curve.step(teeth - 0.012f, teeth, v));
            tint(new float[] {0.55f, 0.5f, 0.42f}, white);
            gloss += 0.25f * white;
        } else if (v > 0.6f * open) {
            tint(new float[] {0.33f, 0.09f, 0.08f}, share * 0.6f * Curve.step(0.6f * open, open, v));
        }
    }

    private void nostrils(float x, float ax, float y) {
        float turn = 0.5f * who.noseTurn;
        float hole = Curve.hill(ax - 0.45f * who.noseWide, y - noseEnd - 0.055f + turn, 0.06f, 0.032f);
        darken(Math.min(0.85f, 1.5f * hole));
        darken(0.12f * Curve.hill(x, y - noseEnd - 0.09f, 0.15f, 0.05f));
        float wing = Curve.hill(ax - 1.03f * who.noseWide, y - noseEnd - 0.02f, 0.035f, 0.1f);
        darken(0.4f * wing);
    }

    private void eyes(float x, float ax, float y) {
        float outward = ax - who.eyeApart;
        float u = outward / who.eyeWide;
        if (Math.abs(u) > 1.7f) {
            return;
        }
        float v = y - who.eyeHigh + who.eyeTilt * outward;
        if (Math.abs(v) > 0.2f) {
            return;
        }
        float full = Math.max(0, 1 - u * u);
        // The highest point of the upper lid lies towards the nose, the lowest of the lower lid away from it.
        float shift = 1 - 0.25f * u;
        float up = who.eyeOpen * 1.12f * does.lids() * (float) Math.pow(full, 0.62) * shift;
        float down = who.eyeOpen
                * 0.72f
                * (0.55f + 0.45f * Math.min(1, does.lids()))
                * (float) Math.pow(full, 0.75)
                * (2 - shift);
        if (does.lids() < 0.3f) {
            up = -0.55f * down + up;
        }
        float fold = -up - who.lidFold - 0.02f - v;
        darken(0.45f * (who.lidFold > 0.015f ? 1 : 0) * Curve.hill(fold, u, 0.022f, 1.15f));
        if (made) {
            darken(0.45f * Curve.hill(fold + 0.01f, u, 0.1f, 1.25f));
        }
        darken(0.12f * Curve.hill(v - down - 0.025f, u, 0.03f, 1.1f));
        if (full > 0 && v > -up && v < down) {
            ball(x, u, v, up, down);
        }
        float lash = Curve.hill(v + up + 0.004f, u, made ? 0.026f : 0.018f, 1.12f);
        tint(LASH, Math.min(0.95f, lash * (made ? 2.2f : 1.6f)));
        tint(LASH, 0.3f * Curve.hill(v - down, u, 0.013f, 1.05f));
    }

    private static final float[] LASH = {0.02f, 0.012f, 0.01f};

    private void ball(float x, float u, float v, float up, float down) {
        float inside = Curve.step(0, 0.016f, Math.min(v + up, down - v));
        float pink = 0.35f * Curve.step(0.6f, 1, Math.abs(u));
        float shadow = 1 - 0.55f * (1 - Curve.step(0, 0.045f, v + up));
        float[] white = {0.5f * shadow, (0.46f - 0.18f * pink) * shadow, (0.43f - 0.18f * pink) * shadow};
        tint(white, inside);
        float side = Math.signum(x);
        float radius = 0.47f * who.eyeWide;
        float ix = (u * who.eyeWide * side - 0.4f * who.eyeWide * does.gazeX()) / radius;
        float iy = (v + 0.008f - 0.025f * does.gazeY()) / radius;
        float r = (float) Math.sqrt(ix * ix + iy * iy);
        if (r < 1.1f) {
            float iris = 1 - Curve.step(0.9f, 1.05f, r);
            float ray =
                    0.75f + 0.4f * who.noise.at(6 * ix / (r + 0.3f), 6 * iy / (r + 0.3f)) + 0.35f * Math.max(0, iy) * r;
            float ring = 1 - 0.7f * Curve.step(0.72f, 0.98f, r);
            float f = shadow * ray * ring;
            tint(new float[] {who.iris[0] * f, who.iris[1] * f, who.iris[2] * f}, iris * inside);
            float pupil = 1 - Curve.step(0.34f, 0.46f, r);
            tint(new float[] {0.006f, 0.006f, 0.006f}, pupil * inside);
        }
        gloss = gloss * (1 - inside) + 1.3f * inside;
        eye = inside;
        bumpX = u * side * 0.5f;
        bumpY = v / 0.17f * 0.5f;
    }
}
