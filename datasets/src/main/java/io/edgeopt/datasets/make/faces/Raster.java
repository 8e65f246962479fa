package io.edgeopt.datasets.make.faces;

import java.util.Arrays;

/** Which triangle of which mesh is nearest in each pixel, and where in it the pixel lies. */
final class Raster {
    final int width;
    final int height;
    final float[] depth;
    /** The mesh's number, or -1. */
    final byte[] mesh;
    /** The first corner of the cell, and which half of it. */
    final int[] cell;

    final float[] first;
    final float[] second;

    Raster(int width, int height) {
        this.width = width;
        this.height = height;
        int size = width * height;
        depth = new float[size];
        mesh = new byte[size];
        cell = new int[size];
        first = new float[size];
        second = new float[size];
        Arrays.fill(depth, -Float.MAX_VALUE);
        Arrays.fill(mesh, (byte) -1);
    }

    /** Draws a mesh; {@code screen} says where its points are, {@code keep} may cut holes by place on the thing. */
    void draw(Mesh net, float[] screen, int number, Keep keep) {
        int columns = net.closed ? net.columns : net.columns - 1;
        for (int row = 0; row + 1 < net.rows; row++) {
            for (int column = 0; column < columns; column++) {
                int a = row * net.columns + column;
                int b = row * net.columns + (column + 1) % net.columns;
                int c = a + net.columns;
                int d = b + net.columns;
                triangle(net, screen, number, a, b, c, 2 * a, keep);
                triangle(net, screen, number, d, c, b, 2 * a + 1, keep);
            }
        }
    }

    /** Whether a place on the thing is there at all. */
    @FunctionalInterface
    interface Keep {
        boolean at(float u, float v, float w);
    }

    private void triangle(Mesh net, float[] s, int number, int a, int b, int c, int id, Keep keep) {
        float ax = s[3 * a];
        float ay = s[3 * a + 1];
        float bx = s[3 * b];
        float by = s[3 * b + 1];
        float cx = s[3 * c];
        float cy = s[3 * c + 1];
        float area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        if (Math.abs(area) < 1e-6f) {
            return;
        }
        int left = Math.max(0, (int) Math.ceil(Math.min(ax, Math.min(bx, cx)) - 0.5f));
        int right = Math.min(width - 1, (int) Math.floor(Math.max(ax, Math.max(bx, cx)) - 0.5f));
        int top = Math.max(0, (int) Math.ceil(Math.min(ay, Math.min(by, cy)) - 0.5f));
        int bottom = Math.min(height - 1, (int) Math.floor(Math.max(ay, Math.max(by, cy)) - 0.5f));
        float scale = 1 / area;
        float az = s[3 * a + 2];
        float bz = s[3 * b + 2];
        float cz = s[3 * c + 2];
        for (int y = top; y <= bottom; y++) {
            float py = y + 0.5f;
            for (int x = left; x <= right; x++) {
                float px = x + 0.5f;
                float wa = ((bx - px) * (cy - py) - (by - py) * (cx - px)) * scale;
                float wb = ((cx - px) * (ay - py) - (cy - py) * (ax - px)) * scale;
                float wc = 1 - wa - wb;
                if (wa < 0 || wb < 0 || wc < 0) {
                    continue;
                }
                float z = wa * az + wb * bz + wc * cz;
                int i = y * width + x;
                if (z <= depth[i]) {
                    continue;
                }
                if (keep != ALL
                        && !keep.at(
                                wa * net.rest[3 * a] + wb * net.rest[3 * b] + wc * net.rest[3 * c],
                                wa * net.rest[3 * a + 1] + wb * net.rest[3 * b + 1] + wc * net.rest[3 * c + 1],
                                wa * net.rest[3 * a + 2] + wb * net.rest[3 * b + 2] + wc * net.rest[3 * c + 2])) {
                    continue;
                }
                depth[i] = z;
                mesh[i] = (byte) number;
                cell[i] = id;
                first[i] = wa;
                second[i] = wb;
            }
        }
    }

    static final Keep ALL = (u, v, w) -> true;

    /** Three numbers of the mesh's points, mixed for a pixel. */
    void mix(Mesh net, float[] values, int pixel, float[] out) {
        int a = cell[pixel] >> 1;
        int row = a / net.columns;
        int column = a - row * net.columns;
        int b = row * net.columns + (column + 1) % net.columns;
        int c = a + net.columns;
        float wa = first[pixel];
        float wb = second[pixel];
        float wc = 1 - wa - wb;
        int i = a;
        int j = b;
        int k = c;
        if ((cell[pixel] & 1) == 1) {
            i = b + net.columns;
            j = c;
            k = b;
        }
        for (int n = 0; n < 3; n++) {
            out[n] = wa * values[3 * i + n] + wb * values[3 * j + n] + wc * values[3 * k + n];
        }
    }
}
