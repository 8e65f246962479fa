package io.edgeopt.datasets.make.faces;

/** Ears, neck and shoulders as nets. */
final class Body {
    private Body() {}

    static Mesh ear(HeadShape head, float sign, int rows, int columns) {
        Identity who = head.who;
        Mesh mesh = new Mesh(rows, columns, true);
        float high = who.earSize;
        float wide = 0.6f * high;
        float cx = sign * (head.side(0.15f) - 0.015f);
        float cos = (float) Math.cos(who.earOut + 0.15f);
        float sin = (float) Math.sin(who.earOut + 0.15f);
        for (int i = 0; i < rows; i++) {
            float ring = (float) i / (rows - 1);
            // A bowl: its rim stands out, its middle lies deep.
            float deep = 0.035f - 0.11f * (float) Math.pow(ring, 3) * (1 - 0.75f * ring) - 0.05f * (1 - ring);
            for (int j = 0; j < columns; j++) {
                double angle = 2 * Math.PI * j / columns;
                float along = ring * wide * (float) Math.cos(angle);
                float y = ring * high * (float) Math.sin(angle) * (1 - 0.12f * (float) Math.sin(angle));
                float back = -along * cos + deep * sin * 0.3f;
                float out = (along < 0 ? 0.4f : 1) * along * sin + deep;
                mesh.set(i, j, cx + sign * (0.02f + out), 0.17f + y, -0.2f + back, ring, (float) angle, sign);
            }
        }
        mesh.shape(sign);
        return mesh;
    }

    /** From under the jaw to the chest. */
    static Mesh bust(Identity who, int rows, int columns) {
        Mesh mesh = new Mesh(rows, columns, true);
        float neck = 0.36f + 0.14f * who.jaw + (who.male ? 0.03f : -0.02f);
        float shoulders = who.male ? 1.75f : 1.5f;
        Curve side = Curve.through(
                0.3, neck, 1.35, neck, 1.6, neck + 0.16, 1.85, 0.75 * shoulders, 2.1, shoulders, 3.6, 1.05 * shoulders);
        Curve depth = Curve.through(0.3, 0.4, 1.3, 0.42, 1.9, 0.55, 3.6, 0.8);
        for (int i = 0; i < rows; i++) {
            float y = 0.3f + 3.3f * i / (rows - 1);
            for (int j = 0; j < columns; j++) {
                double angle = 2 * Math.PI * j / columns - Math.PI;
                float x = side.at(y) * (float) Math.sin(angle);
                float z = -0.28f + depth.at(y) * (float) Math.cos(angle);
                mesh.set(i, j, x, y, z, x, y, z);
            }
        }
        mesh.shape(1);
        return mesh;
    }
}
