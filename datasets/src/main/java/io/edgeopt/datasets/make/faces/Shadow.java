package io.edgeopt.datasets.make.faces;

import java.util.List;

/** What the lamp sees: all that lies behind is in shadow. */
final class Shadow {
    private static final int SIDE = 110;
    private static final float SCALE = 34;
    private static final float BIAS = 0.05f;
    /** Shadows of a lamp weaker than this would not be seen. */
    private static final float WEAK = 0.3f;

    private final float[] acrossAxis;
    private final float[] upAxis;
    private final float[] towards;
    private final Raster raster;

    private Shadow(Lamp lamp) {
        towards = new float[] {lamp.x(), lamp.y(), lamp.z()};
        float length = (float) Math.hypot(lamp.x(), lamp.z()) + 1e-6f;
        acrossAxis = new float[] {lamp.z() / length, 0, -lamp.x() / length};
        upAxis = new float[] {
            towards[1] * acrossAxis[2],
            towards[2] * acrossAxis[0] - towards[0] * acrossAxis[2],
            -towards[1] * acrossAxis[0]
        };
        raster = new Raster(SIDE, SIDE);
    }

    static Shadow of(Lamp lamp, List<Mesh> meshes) {
        Shadow shadow = new Shadow(lamp);
        for (Mesh mesh : lamp.strength() < WEAK ? List.<Mesh>of() : meshes) {
            float[] seen = new float[mesh.view.length];
            for (int i = 0; i < seen.length; i += 3) {
                seen[i] = SIDE / 2f + SCALE * dot(shadow.acrossAxis, mesh.view, i);
                seen[i + 1] = SIDE / 2f + SCALE * dot(shadow.upAxis, mesh.view, i);
                seen[i + 2] = dot(shadow.towards, mesh.view, i);
            }
            shadow.raster.draw(mesh, seen, 0, Raster.ALL);
        }
        return shadow;
    }

    private static float dot(float[] axis, float[] points, int at) {
        return axis[0] * points[at] + axis[1] * points[at + 1] + axis[2] * points[at + 2];
    }

    /** How much of the lamp a place sees, softly. */
    float light(float[] view) {
        float x = SIDE / 2f + SCALE * dot(acrossAxis, view, 0) - 0.5f;
        float y = SIDE / 2f + SCALE * dot(upAxis, view, 0) - 0.5f;
        float depth = dot(towards, view, 0) + BIAS;
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        float u = x - left;
        float v = y - top;
        float above = seen(left, top, depth) * (1 - u) + seen(left + 1, top, depth) * u;
        float below = seen(left, top + 1, depth) * (1 - u) + seen(left + 1, top + 1, depth) * u;
        return above * (1 - v) + below * v;
    }

    private float seen(int x, int y, float depth) {
        if (x < 0 || y < 0 || x >= SIDE || y >= SIDE) {
            return 1;
        }
        // The deeper in shadow the darker: edges of shadows are soft.
        float hidden = raster.depth[y * SIDE + x] - depth;
        return hidden <= 0 ? 1 : Math.max(0, 1 - hidden / 0.05f);
    }
}
