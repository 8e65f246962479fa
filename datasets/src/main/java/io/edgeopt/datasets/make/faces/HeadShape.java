package io.edgeopt.datasets.make.faces;

/**
 * The surface of a head: x to the picture's right, y down, z towards the camera, the point between the eyes near the
 * origin of x and y. Turned round by an angle from the front and by a share of the way from crown to chin.
 */
final class HeadShape {
    private static final float MIDDLE = -0.1f;

    final Identity who;
    final Expression does;
    private final Curve side;
    private final Curve front;
    private final Curve back;
    private final float noseEnd;

    HeadShape(Identity who, Expression does) {
        this.who = who;
        this.does = does;
        float c = who.crown;
        float h = who.chin;
        side = Curve.through(
                c,
                0.0,
                c + 0.05,
                0.31,
                c + 0.2,
                0.56,
                c + 0.45,
                0.75,
                -0.4,
                who.temple,
                0,
                0.5 * (who.temple + who.cheek) + 0.01,
                0.3,
                who.cheek,
                0.55,
                0.42 * who.cheek + 0.58 * (who.jaw + 0.07),
                0.78,
                who.jaw,
                h - 0.2,
                0.5 * (who.jaw + who.chinWide) - 0.02,
                h - 0.06,
                who.chinWide,
                h,
                0.03);
        front = Curve.through(
                c,
                -0.12,
                c + 0.05,
                0.16,
                c + 0.2,
                0.48,
                c + 0.45,
                0.73 + 0.6 * who.forehead,
                -0.42,
                0.84 + 0.5 * who.forehead,
                -0.15,
                0.86,
                0.1,
                0.83,
                0.4,
                0.82,
                0.7,
                0.8 + 0.2 * who.chinOut,
                h - 0.18,
                0.76 + who.chinOut,
                h - 0.06,
                0.68 + who.chinOut,
                h,
                0.3);
        back = Curve.through(
                c, -0.12, c + 0.05, -0.42, c + 0.2, -0.72, c + 0.45, -0.98, -0.4, -1.1, 0, -1.08, 0.4, -0.9, 0.8, -0.6,
                h - 0.2, -0.4, h, -0.1);
        noseEnd = who.eyeHigh + who.noseLong;
    }

    /** Where the nose ends. */
    float noseEnd() {
        return noseEnd;
    }

    float side(float y) {
        return side.at(y);
    }

    float front(float y) {
        return front.at(y);
    }

    float back(float y) {
        return back.at(y);
    }

    /** Height on the way from crown to chin; dense where the features are. */
    float heightAt(float share) {
        float even = who.crown + (who.chin - who.crown) * share;
        float round = (who.crown + who.chin) / 2 - (who.chin - who.crown) / 2 * (float) Math.cos(Math.PI * share);
        return 0.55f * even + 0.45f * round;
    }

    /** Puts the point at an angle and a height, moved outwards by {@code out}. */
    void point(float sine, float cosine, float y, float out, float[] to) {
        point(sine, cosine, side.at(y) + out, front.at(y) + out, back.at(y) - out, to);
        to[1] = y;
    }

    private static void point(float sine, float cosine, float width, float ahead, float behind, float[] to) {
        // A superellipse: faces are flatter in front than an ellipse.
        float depth = (float) Math.pow(Math.abs(cosine), cosine > 0 ? 0.82 : 0.95);
        to[0] = Math.signum(sine) * (float) Math.pow(Math.abs(sine), 0.9) * width;
        to[2] = MIDDLE + ((cosine > 0 ? ahead : behind) - MIDDLE) * depth;
    }

    /** How far the features stand out at a place of the face. */
    float relief(float x, float y) {
        float ax = Math.abs(x);
        float mouth = who.mouthHigh;
        float eye = who.eyeHigh;
        float z = 0;
        z -= who.eyeDeep * Curve.hill(ax - who.eyeApart + 0.02f, y - eye + 0.03f, 0.34f, 0.27f);
        z += 0.06f * Curve.hill(ax - who.eyeApart, y - eye, 0.24f, 0.17f);
        z += who.browRidge * 1.3f * Curve.hill(ax - 0.27f, y - eye + 0.23f, 0.42f, 0.2f);
        z += nose(x, ax, y);
        z += who.cheekBone * Curve.hill(ax - 0.47f, y - 0.3f, 0.36f, 0.32f);
        z += (who.cheekFull + 0.05f * Math.max(0, does.smile())) * Curve.hill(ax - 0.42f, y - 0.6f, 0.36f, 0.4f);
        z += who.mouthOut * Curve.hill(x, y - mouth, 0.5f, 0.38f);
        z += mouth(x, ax, y - mouth);
        z += 0.1f * Curve.hill(x, y - who.chin + 0.17f, 0.34f, 0.26f);
        z -= 0.05f * Curve.hill(x, y - mouth - who.lipLower - 0.1f, 0.3f, 0.12f);
        float fold = ax - 0.2f - 0.5f * (y - noseEnd);
        z -= (0.012f + 0.03f * Math.max(0, does.smile()) + 0.022f * who.age)
                * Curve.hill(fold, y - noseEnd - 0.12f, 0.07f, 0.3f);
        return z;
    }

    private float nose(float x, float ax, float y) {
        float top = who.eyeHigh - 0.1f;
        float way = (y - top) / (noseEnd - top);
        float z = 0;
        if (way > -0.3f && way < 1.25f) {
            float along = Math.max(0, Math.min(1, way));
            float wide = 0.15f + 0.08f * along + 0.3f * (who.noseWide - 0.18f);
            float across = Math.max(0, 1 - x * x / (wide * wide));
            float high = who.noseBridge + (who.noseOut - who.noseBridge) * along * (0.55f + 0.45f * along);
            high += who.noseHump * Curve.hill(way - 0.45f, 0, 0.4f, 1);
            float start = Curve.step(-0.3f, 0.15f, way);
            float end = 1 - Curve.step(0.96f + 0.6f * who.noseTurn, 1.22f, way);
            z += high * across * across * start * end;
        }
        z += who.noseTip * Curve.hill(x, y - noseEnd + 0.03f + who.noseTurn * 0.5f, 0.17f, 0.15f);
        z += 0.135f * Curve.hill(ax - 0.62f * who.noseWide, y - noseEnd + 0.025f, 0.13f, 0.125f);
        return z;
    }

    private float mouth(float x, float ax, float dy) {
        float wide = who.mouthWide * (1 + 0.16f * does.smile());
        float lift = -0.07f * does.smile() * (ax / wide) * (ax / wide);
        float y = dy - Math.max(-0.12f, lift);
        float z = 0.06f * Curve.hill(x, y + 0.5f * who.lipUpper, 1.1f * wide, 1.3f * who.lipUpper + 0.01f);
        z += 0.065f * Curve.hill(x, y - 0.5f * who.lipLower, 0.95f * wide, 1.25f * who.lipLower + 0.01f);
        z -= 0.04f * Curve.hill(x, y, 1.05f * wide, 0.025f);
        z -= 0.04f * Curve.hill(ax - wide, y, 0.07f, 0.07f);
        z -= 0.02f * Curve.hill(x, y + who.lipUpper + 0.06f, 0.045f, 0.1f);
        return z;
    }

    /** Where a point goes when the jaw drops. */
    float drop(float y) {
        return y + 0.17f * does.open() * Curve.step(who.mouthHigh - 0.03f, who.mouthHigh + 0.12f, y);
    }

    /** The point of the skin in front at a place of the face. */
    float[] surface(float x, float y) {
        float sine = (float) Math.pow(Math.min(1, Math.abs(x) / side.at(y)), 1 / 0.9) * Math.signum(x);
        float[] point = new float[3];
        point(sine, (float) Math.sqrt(1 - sine * sine), y, 0, point);
        point[2] += relief(x, y);
        point[1] = drop(y);
        return point;
    }

    /** The head as a net. */
    Mesh mesh(int rows, int columns) {
        Mesh mesh = new Mesh(rows, columns, true);
        float[] sine = new float[columns];
        float[] cosine = new float[columns];
        for (int j = 0; j < columns; j++) {
            // Dense in front.
            double share = 2.0 * j / columns - 1;
            double angle =
                    Math.PI * Math.signum(share) * (0.55 * Math.abs(share) + 0.45 * share * share * Math.abs(share));
            sine[j] = (float) Math.sin(angle);
            cosine[j] = (float) Math.cos(angle);
        }
        float[] point = new float[3];
        for (int i = 0; i < rows; i++) {
            float y = heightAt((float) i / (rows - 1));
            float width = side.at(y);
            float ahead = front.at(y);
            float behind = back.at(y);
            for (int j = 0; j < columns; j++) {
                point(sine[j], cosine[j], width, ahead, behind, point);
                float x = point[0];
                float z = point[2];
                if (cosine[j] > 0) {
                    z += relief(x, y) * Curve.step(0, 0.3f, cosine[j]);
                }
                mesh.set(i, j, x, drop(y), z, x, y, point[2]);
            }
        }
        mesh.shape(1);
        return mesh;
    }
}
