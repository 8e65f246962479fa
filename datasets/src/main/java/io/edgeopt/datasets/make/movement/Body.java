package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Surface;

/** What a person looks like: proportions, clothes, skin, hair, what is carried. Looks are this part's own. */
final class Body {
    final double height;
    final double girth;
    final double shoulders;
    final double hips;
    final double thigh;
    final double shank;
    final double trunk;
    final double upperArm;
    final double foreArm;
    final double head;
    final float[] skin;
    final float[] hair;
    final float[] top;
    final float[] trim;
    final float[] bottom;
    final float[] shoes;
    final float[] load;
    final boolean sleeves;
    final boolean shorts;
    final boolean skirt;
    final boolean longHair;
    final boolean hat;
    final boolean pack;
    final boolean stripes;

    Body(Chance chance) {
        height = chance.own("body height", 1.3, 1.98);
        girth = chance.own("body girth", 0.75, 1.45);
        double legs = height * chance.own("body legs", 0.455, 0.515);
        thigh = legs * 0.5;
        shank = legs * 0.5;
        trunk = height * 0.3;
        shoulders = height * chance.between(0.095, 0.125) * Math.sqrt(girth);
        hips = height * chance.between(0.045, 0.06) * girth;
        upperArm = height * 0.17;
        foreArm = height * 0.16;
        head = height * chance.between(0.062, 0.075);
        skin = Tone.colour(
                chance.own("figure skin hue", 0.02, 0.1),
                chance.between(0.25, 0.6),
                chance.own("figure skin", 0.3, 0.95));
        hair = Tone.colour(chance.own("figure hair", 0.0, 0.14), chance.between(0, 0.6), chance.between(0.04, 0.65));
        top = Surface.colour(chance, "figure top", 0.9, 0.06, 0.97);
        trim = Surface.colour(chance, "figure trim", 0.9, 0.06, 0.97);
        bottom = Surface.colour(chance, "figure bottom", 0.7, 0.05, 0.85);
        shoes = Surface.colour(chance, "figure shoes", 0.7, 0.03, 0.9);
        load = Surface.colour(chance, "figure load", 0.8, 0.05, 0.8);
        sleeves = chance.happens(0.6);
        shorts = chance.happens(0.15);
        skirt = chance.happens(0.12);
        longHair = chance.happens(0.3);
        hat = chance.happens(0.15);
        pack = chance.happens(0.15);
        stripes = chance.happens(0.2);
    }
}
