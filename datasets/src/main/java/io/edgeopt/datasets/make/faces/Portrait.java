package io.edgeopt.datasets.make.faces;

import io.edgeopt.core.image.Similarity;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Tone;
import java.util.ArrayList;
import java.util.List;

/** One view of a person: the nets of head, hair, body and glasses, placed before the camera. */
final class Portrait {
    private static final int HEAD = 0;
    private static final int EARS = 1;
    private static final int HAIR = 2;
    private static final int BUST = 3;
    private static final int FRAME = 4;

    private record Part(Mesh mesh, int kind, Raster.Keep keep) {}

    private final Identity who;
    private final HeadShape shape;
    private final Pose pose;
    private final Lamp lamp;
    private final HairStyle style;
    private final Chance chance;
    private final List<Part> parts = new ArrayList<>();
    private final List<Mesh> lenses = new ArrayList<>();
    private final float[] frameColour;
    private final float[] lens;
    private final float tint;
    private final float[] cloth;
    private final float[] hairColour;
    private final float collar;
    private final double[] landmarks;

    private Portrait(Identity who, Pose pose, Lamp lamp, Chance chance, double detail) {
        this.who = who;
        this.pose = pose;
        this.lamp = lamp;
        this.chance = chance;
        shape = new HeadShape(who, Expression.of(pose, chance));
        // People change their hair now and then, and go bald for nobody.
        style = chance.happens(0.08) && who.style != HairStyle.BALD ? HairStyle.of(who.male, 0, chance) : who.style;
        int fine = detail > 0.6 ? 2 : 1;
        float[] still = new float[3];
        add(shape.mesh(32 * fine, 38 * fine), HEAD, Raster.ALL, pose, still);
        add(Body.ear(shape, -1, 6, 12), EARS, Raster.ALL, pose, still);
        add(Body.ear(shape, 1, 6, 12), EARS, Raster.ALL, pose, still);
        if (style != HairStyle.BALD) {
            Hair hair = new Hair(shape, style, chance.happens(0.5) ? 1 : -1);
            add(hair.mesh(10 * fine, 24 * fine), HAIR, (angle, t, y) -> hair.keeps(angle, t), pose, still);
        }
        addBust();
        boolean wears = chance.happens(0.14);
        if (wears) {
            Glasses glasses = Glasses.on(shape, chance);
            glasses.frame.forEach(mesh -> add(mesh, FRAME, Raster.ALL, pose, still));
            for (Mesh mesh : glasses.lenses) {
                pose.place(mesh, still);
                lenses.add(mesh);
            }
            frameColour = glasses.colour;
            lens = glasses.lens;
            tint = glasses.tint;
        } else {
            frameColour = new float[3];
            lens = new float[3];
            tint = 0;
        }
        cloth = Tone.colour(chance.own("clothes", 0, 1), chance.between(0, 0.8), chance.between(0.08, 0.95));
        collar = (float) chance.between(1.35, 1.8);
        float bleached = chance.happens(0.1) ? (float) chance.between(0.5, 2) : (float) chance.between(0.85, 1.2);
        hairColour = style == HairStyle.SCARF
                ? Tone.colour(chance.own("scarf", 0, 1), chance.between(0, 0.7), chance.between(0.1, 0.95))
                : new float[] {who.hair[0] * bleached, who.hair[1] * bleached, who.hair[2] * bleached};
        landmarks = findLandmarks();
    }

    static Portrait of(Identity who, Pose pose, Lamp lamp, Chance chance, double detail) {
        return new Portrait(who, pose, lamp, chance, detail);
    }

    private void add(Mesh mesh, int kind, Raster.Keep keep, Pose how, float[] offset) {
        how.place(mesh, offset);
        parts.add(new Part(mesh, kind, keep));
    }

    /** The neck stays under the head, however that turns. */
    private void addBust() {
        Pose body = pose.body();
        float[] under = new float[3];
        float[] base = new float[3];
        pose.turn(0, 0.85f, -0.25f, under);
        body.turn(0, 0.85f, -0.25f, base);
        float[] offset = {under[0] - base[0], under[1] - base[1], under[2] - base[2]};
        add(Body.bust(who, 18, 28), BUST, Raster.ALL, body, offset);
    }

    private double[] findLandmarks() {
        float smile = shape.does.smile();
        float corner = who.mouthWide * (1 + 0.17f * smile - 0.12f * shape.does.open());
        float high = who.mouthHigh - 0.065f * smile;
        float[][] points = {
            shape.surface(-who.eyeApart, who.eyeHigh),
            shape.surface(who.eyeApart, who.eyeHigh),
            shape.surface(0, shape.noseEnd() - 0.03f),
            shape.surface(-corner, high),
            shape.surface(corner, high)
        };
        double[] seen = new double[10];
        for (int i = 0; i < 5; i++) {
            double[] at = pose.seen(points[i]);
            seen[2 * i] = at[0];
            seen[2 * i + 1] = at[1];
        }
        return seen;
    }

    /** Where the camera sees the eyes, the tip of the nose and the corners of the mouth, left in the picture first; x0, y0, ... */
    double[] landmarks() {
        return landmarks;
    }

    /** The head's outline from crown to chin and ear to ear as the camera sees it: left, top, right, bottom. */
    double[] box() {
        double[] box = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        Mesh head = parts.get(0).mesh();
        for (int i = 0; i < head.view.length; i += 3) {
            if (head.rest[i + 1] < who.hairline && head.rest[i + 1] < -0.75f) {
                continue;
            }
            if (head.rest[i + 2] < -0.15f) {
                continue;
            }
            float near = pose.distance() / (pose.distance() - head.view[i + 2]);
            box[0] = Math.min(box[0], head.view[i] * near);
            box[1] = Math.min(box[1], head.view[i + 1] * near);
            box[2] = Math.max(box[2], head.view[i] * near);
            box[3] = Math.max(box[3], head.view[i + 1] * near);
        }
        return box;
    }

    /** Paints the person on a canvas; one unit of the camera's picture is brought there by {@code toCanvas}. */
    void paint(Canvas canvas, Similarity toCanvas) {
        Raster raster = new Raster(canvas.width(), canvas.height());
        for (int i = 0; i < parts.size(); i++) {
            Mesh mesh = parts.get(i).mesh();
            pose.project(mesh, toCanvas);
            raster.draw(mesh, mesh.screen, i, parts.get(i).keep());
        }
        Raster glass = new Raster(lenses.isEmpty() ? 1 : canvas.width(), lenses.isEmpty() ? 1 : canvas.height());
        for (Mesh mesh : lenses) {
            pose.project(mesh, toCanvas);
            glass.draw(mesh, mesh.screen, 0, Raster.ALL);
        }
        Shadow shadow = Shadow.of(
                lamp,
                parts.stream()
                        .filter(part -> part.kind() == HEAD || part.kind() == HAIR)
                        .map(Part::mesh)
                        .toList());
        Glow glow = new Glow(lamp, shadow);
        Skin skin = new Skin(
                shape, toCanvas.scale() > 26 ? 1 : 0, !who.male && who.freckles == 0 && who.markX.length % 2 == 0);
        float[] rest = new float[3];
        float[] view = new float[3];
        float[] normal = new float[3];
        float[] light = canvas.light();
        float shine = (float) chance.between(0.4, 1.6);
        for (int i = 0; i < raster.mesh.length; i++) {
            if (raster.mesh[i] < 0) {
                continue;
            }
            Part part = parts.get(raster.mesh[i]);
            Mesh mesh = part.mesh();
            raster.mix(mesh, mesh.rest, i, rest);
            raster.mix(mesh, mesh.view, i, view);
            raster.mix(mesh, mesh.facing, i, normal);
            switch (part.kind()) {
                case HEAD -> {
                    skin.at(rest[0], rest[1], rest[2]);
                    bend(normal, skin);
                    glow.at(view, normal, 0.3f, cave(rest[0], rest[1], rest[2]));
                    float spark = glow.spark(normal, skin.eye > 0.5f ? 7 : 4)
                            * skin.gloss
                            * shine
                            * (skin.eye > 0.5f ? 0.8f : 0.42f);
                    put(light, i, skin.red, skin.green, skin.blue, glow, spark);
                }
                case EARS -> {
                    glow.at(view, normal, 0.3f, 0.55f + 0.45f * Curve.step(0.2f, 0.75f, rest[0]));
                    put(light, i, who.skin[0] * 1.05f, who.skin[1] * 0.88f, who.skin[2] * 0.86f, glow, 0);
                }
                case HAIR -> hair(light, i, rest, view, normal, glow);
                case BUST -> bust(light, i, rest, view, normal, glow);
                default -> {
                    glow.at(view, normal, 0, 1);
                    put(light, i, frameColour[0], frameColour[1], frameColour[2], glow, glow.spark(normal, 5) * 0.8f);
                }
            }
            if (glass.mesh.length > 1 && glass.mesh[i] >= 0 && glass.depth[i] > raster.depth[i]) {
                float gleam = tint > 0.5f ? 0.12f : 0.05f;
                float across = gleam * lamp.strength() * (0.5f + 0.5f * who.noise.at(0.05f * (i % canvas.width()), 3));
                for (int c = 0; c < 3; c++) {
                    light[3 * i + c] = light[3 * i + c] * (1 - tint) * 0.96f + tint * lens[c] * 0.4f + across;
                }
            }
        }
    }

    private static void bend(float[] normal, Skin skin) {
        if (skin.eye > 0) {
            // The eyeball bulges whatever the lids do.
            float keep = 1 - 0.55f * skin.eye;
            normal[0] = normal[0] * keep + skin.bumpX * skin.eye;
            normal[1] = normal[1] * keep + skin.bumpY * skin.eye;
            normal[2] = normal[2] * keep + 0.7f * skin.eye;
        } else {
            normal[0] += skin.bumpX;
            normal[1] += skin.bumpY;
        }
    }

    /** How much of the light from all round reaches a place that others surround. */
    private float cave(float x, float y, float z) {
        float ax = Math.abs(x);
        float dark = 0.3f * Curve.hill(ax - 0.8f * who.eyeApart, y - who.eyeHigh + 0.03f, 0.26f, 0.2f);
        dark += 0.28f * Curve.hill(x, y - shape.noseEnd() - 0.09f, 0.2f, 0.09f);
        dark += 0.18f * Curve.hill(ax - 0.2f, y - shape.noseEnd() + 0.1f, 0.12f, 0.4f);
        dark += 0.25f * Curve.hill(x, y - who.mouthHigh - who.lipLower - 0.07f, 0.25f, 0.08f);
        dark += 0.55f * Curve.step(who.chin - 0.12f, who.chin, y);
        if (z < 0.1f) {
            dark += 0.25f;
        }
        return 1 - Math.min(0.75f, dark);
    }

    private void hair(float[] light, int i, float[] rest, float[] view, float[] normal, Glow glow) {
        float angle = rest[0];
        float t = rest[1];
        if (style == HairStyle.SCARF) {
            float fold = who.noise.at(3 * angle + 4 * rest[2], 3 * rest[2]);
            normal[0] += 0.35f * fold;
            normal[1] += 0.25f * fold;
            glow.at(view, normal, 0, 0.9f);
            put(light, i, hairColour[0], hairColour[1], hairColour[2], glow, 0);
            return;
        }
        float curl = style.curl;
        float strand = who.noise.at(38 * angle + 3 * curl * (float) Math.sin(9 * t), (5 + 22 * curl) * t);
        float lock = who.noise.at(11 * angle + 2 * t, 3 * t + 9 * curl * t);
        normal[0] += 0.3f * strand + 0.35f * lock;
        normal[1] += 0.2f * curl * strand;
        glow.at(view, normal, 0.1f, 0.6f + 0.4f * Curve.step(0.95f, 0.5f, t));
        float tone = Math.max(0.2f, 1 + 0.42f * strand + 0.3f * lock);
        float band = glow.spark(normal, 3) * (0.05f + 0.25f * hairColour[0]) * (1 - 0.6f * curl) * (1 + strand);
        put(light, i, hairColour[0] * tone, hairColour[1] * tone, hairColour[2] * tone, glow, band);
    }

    private void bust(float[] light, int i, float[] rest, float[] view, float[] normal, Glow glow) {
        float open = collar - 0.4f * Math.max(0, rest[2]) + 0.25f * Math.abs(rest[0]);
        float under = 0.35f + 0.65f * Curve.step(1.0f, 1.55f, rest[1]);
        if (rest[1] < open && rest[2] > -0.6f) {
            glow.at(view, normal, 0.3f, under);
            put(light, i, who.skin[0] * 0.97f, who.skin[1] * 0.93f, who.skin[2] * 0.93f, glow, 0);
        } else {
            float fold = who.noise.at(2 * rest[0], 1.5f * rest[1]);
            normal[0] += 0.25f * fold;
            glow.at(view, normal, 0, 0.9f);
            float edge = rest[1] < open + 0.04f ? 0.7f : 1 + 0.1f * fold;
            put(light, i, cloth[0] * edge, cloth[1] * edge, cloth[2] * edge, glow, 0);
        }
    }

    private void put(float[] light, int i, float red, float green, float blue, Glow glow, float spark) {
        light[3 * i] = lamp.red() * (red * glow.red + spark);
        light[3 * i + 1] = lamp.green() * (green * glow.green + spark);
        light[3 * i + 2] = lamp.blue() * (blue * glow.blue + spark);
    }
}
