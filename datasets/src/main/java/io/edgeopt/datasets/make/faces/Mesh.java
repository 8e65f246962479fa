package io.edgeopt.datasets.make.faces;

/** A net of points, rows by columns, with the place on the head at rest that each shows, and its normals. */
final class Mesh {
    final int rows;
    final int columns;
    final boolean closed;
    /** Three floats a point: where it is. */
    final float[] place;
    /** Three floats a point: where on the thing it is, for its texture. */
    final float[] rest;
    /** Three floats a point. */
    final float[] normal;
    /** Where it is before the camera, in the head's units. */
    final float[] view;
    /** Its normal before the camera. */
    final float[] facing;
    /** Where it is in the picture, and how near. */
    final float[] screen;

    Mesh(int rows, int columns, boolean closed) {
        this.rows = rows;
        this.columns = columns;
        this.closed = closed;
        place = new float[3 * rows * columns];
        rest = new float[3 * rows * columns];
        normal = new float[3 * rows * columns];
        view = new float[3 * rows * columns];
        facing = new float[3 * rows * columns];
        screen = new float[3 * rows * columns];
    }

    void set(int row, int column, float x, float y, float z, float u, float v, float w) {
        int i = 3 * (row * columns + column);
        place[i] = x;
        place[i + 1] = y;
        place[i + 2] = z;
        rest[i] = u;
        rest[i + 1] = v;
        rest[i + 2] = w;
    }

    /** Computes the normals; {@code sign} says which side is outside. */
    void shape(float sign) {
        for (int row = 0; row < rows; row++) {
            int up = Math.max(0, row - 1);
            int down = Math.min(rows - 1, row + 1);
            for (int column = 0; column < columns; column++) {
                int left = closed ? (column + columns - 1) % columns : Math.max(0, column - 1);
                int right = closed ? (column + 1) % columns : Math.min(columns - 1, column + 1);
                int a = 3 * (row * columns + left);
                int b = 3 * (row * columns + right);
                int c = 3 * (up * columns + column);
                int d = 3 * (down * columns + column);
                float ux = place[b] - place[a];
                float uy = place[b + 1] - place[a + 1];
                float uz = place[b + 2] - place[a + 2];
                float vx = place[d] - place[c];
                float vy = place[d + 1] - place[c + 1];
                float vz = place[d + 2] - place[c + 2];
                float nx = sign * (uy * vz - uz * vy);
                float ny = sign * (uz * vx - ux * vz);
                float nz = sign * (ux * vy - uy * vx);
                float scale = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12f);
                int i = 3 * (row * columns + column);
                normal[i] = nx * scale;
                normal[i + 1] = ny * scale;
                normal[i + 2] = nz * scale;
            }
        }
    }
}
