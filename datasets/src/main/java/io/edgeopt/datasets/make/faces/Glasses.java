package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Tone;
import java.util.ArrayList;
import java.util.List;

/** Glasses on a nose: frames as thin tubes, lenses as sheets. */
final class Glasses {
    private static final int LOOP = 26;
    private static final int ROUND = 5;

    final List<Mesh> frame = new ArrayList<>();
    final List<Mesh> lenses = new ArrayList<>();
    final float[] colour;
    /** How much a lens hides. */
    final float tint;

    final float[] lens;

    private Glasses(HeadShape head, Chance chance) {
        boolean sun = chance.happens(0.15);
        tint = sun ? (float) chance.between(0.75, 0.97) : (float) chance.between(0.0, 0.08);
        lens = Tone.colour(chance.between(0, 1), chance.between(0, 0.4), chance.between(0.05, 0.25));
        colour = chance.happens(0.65)
                ? Tone.colour(0.07, chance.between(0, 0.5), chance.between(0.05, 0.25))
                : Tone.colour(chance.between(0, 1), chance.between(0, 0.8), chance.between(0.3, 0.9));
        float thick = (float) chance.between(0.008, 0.03);
        float halfX = (float) chance.between(0.19, 0.25);
        float halfY = (float) chance.between(0.12, 0.22) + (sun ? 0.03f : 0);
        float power = (float) chance.between(2, 5);
        float lean = (float) chance.between(-0.03, 0.05);
        float high = head.who.eyeHigh + 0.03f;
        float centre = Math.max(head.who.eyeApart, halfX + 0.07f);
        float ahead = head.surface(0, head.who.eyeHigh + 0.08f)[2] + 0.04f;
        for (int sign = -1; sign <= 1; sign += 2) {
            float[] loop = new float[3 * LOOP];
            for (int i = 0; i < LOOP; i++) {
                double angle = 2 * Math.PI * i / LOOP;
                float cos = (float) Math.cos(angle);
                float sin = (float) Math.sin(angle);
                float radius =
                        (float) Math.pow(Math.pow(Math.abs(cos), power) + Math.pow(Math.abs(sin), power), -1 / power);
                float x = sign * (centre + halfX * radius * cos);
                loop[3 * i] = x;
                loop[3 * i + 1] = high + halfY * radius * sin - lean * cos * (sin < 0 ? 1 : -0.3f);
                loop[3 * i + 2] = ahead - 0.35f * Math.max(0, Math.abs(x) - 0.15f) * Math.abs(x);
            }
            frame.add(tube(loop, thick, true));
            lenses.add(sheet(loop));
            float[] out = {loop[0], loop[1] - 0.4f * halfY, loop[2]};
            float wide = sign * (head.side(0) + 0.015f);
            frame.add(tube(
                    new float[] {
                        out[0],
                        out[1],
                        out[2],
                        sign * (Math.abs(wide) + 0.01f),
                        out[1] - 0.02f,
                        out[2] - 0.2f,
                        wide,
                        -0.02f,
                        0.1f,
                        wide,
                        0,
                        -0.2f
                    },
                    0.9f * thick,
                    false));
        }
        float inner = centre - halfX;
        float arch = high - 0.3f * halfY;
        frame.add(tube(
                new float[] {-inner, arch, ahead - 0.005f, 0, arch - 0.035f, ahead + 0.02f, inner, arch, ahead - 0.005f
                },
                thick,
                false));
    }

    static Glasses on(HeadShape head, Chance chance) {
        return new Glasses(head, chance);
    }

    private static Mesh tube(float[] line, float radius, boolean closed) {
        int points = line.length / 3;
        Mesh mesh = new Mesh(ROUND, points, closed);
        for (int j = 0; j < points; j++) {
            int before = closed ? (j + points - 1) % points : Math.max(0, j - 1);
            int after = closed ? (j + 1) % points : Math.min(points - 1, j + 1);
            float tx = line[3 * after] - line[3 * before];
            float ty = line[3 * after + 1] - line[3 * before + 1];
            float tz = line[3 * after + 2] - line[3 * before + 2];
            boolean across = Math.abs(tz) < Math.abs(tx) + Math.abs(ty);
            float nx = across ? -ty : 0;
            float ny = across ? tx : 1;
            float length = (float) Math.hypot(nx, ny);
            nx /= length;
            ny /= length;
            for (int i = 0; i < ROUND; i++) {
                double angle = 2 * Math.PI * i / (ROUND - 1);
                float out = radius * (float) Math.cos(angle);
                float deep = radius * (float) Math.sin(angle);
                mesh.set(
                        i,
                        j,
                        line[3 * j] + nx * out + (across ? 0 : deep),
                        line[3 * j + 1] + ny * out,
                        line[3 * j + 2] + (across ? deep : 0),
                        0,
                        0,
                        0);
            }
        }
        mesh.shape(1);
        return mesh;
    }

    private static Mesh sheet(float[] loop) {
        Mesh mesh = new Mesh(2, LOOP, true);
        float[] middle = new float[3];
        for (int i = 0; i < loop.length; i++) {
            middle[i % 3] += loop[i] / LOOP;
        }
        for (int j = 0; j < LOOP; j++) {
            mesh.set(0, j, middle[0], middle[1], middle[2] + 0.01f, 0, 0, 0);
            mesh.set(1, j, loop[3 * j], loop[3 * j + 1], loop[3 * j + 2], 1, 0, 0);
        }
        mesh.shape(1);
        return mesh;
    }
}
