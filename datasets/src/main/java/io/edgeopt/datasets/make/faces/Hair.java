package io.edgeopt.datasets.make.faces;

/** Hair, or a scarf, as a shell round the head: turned round by an angle, and by a share of the way to its end. */
final class Hair {
    private final HeadShape head;
    private final HairStyle style;
    private final Curve end;
    private final float part;
    private final float thick;

    Hair(HeadShape head, HairStyle style, float part) {
        this.head = head;
        this.style = style;
        this.part = part;
        Identity who = head.who;
        thick = style.thick;
        float line = who.hairline + style.front;
        float temple = -0.42f - 0.25f * who.recede + 0.7f * style.front;
        float low = Math.min(0.55f, style.length);
        boolean hangs = style.length > 0.8f;
        float sides = hangs ? 0.05f + style.length : 0.0f + low;
        float nape = hangs ? 0.1f + style.length : 0.75f;
        end = Curve.through(
                0,
                line,
                0.35,
                line - 0.03f - 0.1f * who.recede,
                0.65,
                line - 0.02f - 0.28f * who.recede + 0.05f,
                0.95,
                Math.max(temple, hangs ? temple + 0.15f : temple),
                1.12,
                hangs ? sides : -0.1f + 0.3f * low,
                1.45,
                hangs ? sides : 0.02f + 0.5f * low,
                1.62,
                hangs ? sides : -0.12f + low,
                1.9,
                hangs ? sides : 0.3f + 0.4f * low,
                3.15,
                nape);
    }

    Mesh mesh(int rows, int columns) {
        Mesh mesh = new Mesh(rows, columns, true);
        Identity who = head.who;
        float[] point = new float[3];
        float widest = 0.28f;
        for (int j = 0; j < columns; j++) {
            float angle = (float) (2 * Math.PI * j / columns - Math.PI);
            float around = Math.abs(angle);
            float sine = (float) Math.sin(angle);
            float cosine = (float) Math.cos(angle);
            float to = end.at(around);
            if (style == HairStyle.PARTED || style == HairStyle.FRINGE) {
                to += 0.12f * Math.signum(part) * sine * Curve.step(1.1f, 0.2f, around);
            }
            for (int i = 0; i < rows; i++) {
                float t = (float) i / (rows - 1);
                float way = 0.35f * t * t + 0.65f * t;
                float y = who.crown + (to - who.crown) * way;
                boolean hangs = to > 0.6f;
                float body = hangs ? 1 - 0.3f * t : Curve.step(1.08f, 0.72f, t);
                float lump = who.noise.at(5 * sine + 30, 5 * cosine + 7 * y, 4 * y);
                float out = 0.02f + thick * body * (1 + (0.12f + 0.35f * style.curl) * lump);
                if (style == HairStyle.SWEPT) {
                    out += 0.13f * Curve.hill(around, y + 0.95f, 1.2f, 0.35f);
                }
                head.point(sine, cosine, Math.min(y, widest), out, point);
                float top = out * Curve.step(who.crown + 0.6f, who.crown, y);
                float wave = style.curl * 0.05f * (float) Math.sin(9 * y + 3 * angle) * (hangs ? 1 : 0);
                mesh.set(i, j, point[0] + wave, y - top, point[2], angle, t, y);
            }
        }
        mesh.shape(1);
        return mesh;
    }

    /** Locks end unevenly. */
    boolean keeps(float angle, float t) {
        if (t < 0.8f || style == HairStyle.SCARF) {
            return true;
        }
        float ragged = style.front > 0.2f || style.length > 0.8f ? 0.1f : 0.16f;
        float lock = 0.5f + 0.5f * head.who.noise.at(16 * angle, 3.3f) + 0.25f * head.who.noise.at(55 * angle, 11.1f);
        return t < 1 - ragged * lock;
    }
}
