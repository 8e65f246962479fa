package io.edgeopt.datasets.make.faces;

import io.edgeopt.core.image.Similarity;
import io.edgeopt.datasets.make.Chance;

/** How a head is turned, in radians: to the side, up or down, tilted; and how near the camera is. */
record Pose(float yaw, float pitch, float roll, float distance) {
    static Pose of(Chance chance) {
        double yaw = chance.happens(0.75) ? 0.23 * chance.normal() : chance.between(-0.65, 0.65);
        return new Pose(
                (float) Math.max(-0.95, Math.min(0.95, yaw)),
                (float) Math.max(-0.5, Math.min(0.5, 0.16 * chance.normal())),
                (float) (0.12 * chance.normal()),
                (float) chance.ratio(6, 25));
    }

    /** Moves the points of a mesh before the camera, {@code offset} further, and turns its normals. */
    void place(Mesh net, float[] offset) {
        float[] out = new float[3];
        for (int i = 0; i < net.place.length; i += 3) {
            turn(net.place[i], net.place[i + 1], net.place[i + 2], out);
            net.view[i] = out[0] + offset[0];
            net.view[i + 1] = out[1] + offset[1];
            net.view[i + 2] = out[2] + offset[2];
            turn(net.normal[i], net.normal[i + 1], net.normal[i + 2], out);
            net.facing[i] = out[0];
            net.facing[i + 1] = out[1];
            net.facing[i + 2] = out[2];
        }
    }

    /** Where the camera sees the points of a mesh, brought to the picture. */
    void project(Mesh net, Similarity toPicture) {
        for (int i = 0; i < net.view.length; i += 3) {
            float near = distance / (distance - net.view[i + 2]);
            float x = net.view[i] * near;
            float y = net.view[i + 1] * near;
            net.screen[i] = (float) toPicture.x(x, y);
            net.screen[i + 1] = (float) toPicture.y(x, y);
            net.screen[i + 2] = net.view[i + 2];
        }
    }

    /** Where the camera sees a point of the head. */
    double[] seen(float[] point) {
        float[] out = new float[3];
        turn(point[0], point[1], point[2], out);
        float near = distance / (distance - out[2]);
        return new double[] {out[0] * near, out[1] * near};
    }

    /** The body below turns less than the head. */
    Pose body() {
        return new Pose(0.4f * yaw, 0, 0.3f * roll, distance);
    }

    void turn(float x, float y, float z, float[] out) {
        float cy = (float) Math.cos(yaw);
        float sy = (float) Math.sin(yaw);
        float x1 = cy * x + sy * z;
        float z1 = -sy * x + cy * z;
        float cp = (float) Math.cos(pitch);
        float sp = (float) Math.sin(pitch);
        float y2 = cp * y + sp * z1;
        float z2 = -sp * y + cp * z1;
        float cr = (float) Math.cos(roll);
        float sr = (float) Math.sin(roll);
        out[0] = cr * x1 - sr * y2;
        out[1] = sr * x1 + cr * y2;
        out[2] = z2;
    }
}
