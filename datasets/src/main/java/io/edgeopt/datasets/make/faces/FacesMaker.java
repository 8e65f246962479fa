package io.edgeopt.datasets.make.faces;

import io.edgeopt.core.image.Similarity;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.Part;
import java.util.List;
import java.util.Locale;

/** Faces cut out and aligned, 112 pixels square, a folder a person; no two parts share a person. */
public final class FacesMaker implements Maker {
    private static final int SIDE = 112;
    /** Drawn so much larger, then shrunk, so that edges are smooth. */
    private static final double FINER = 1.4;
    /** Where a recogniser of faces expects eyes, nose and mouth: the template of ArcFace. */
    private static final double[] TEMPLATE = {
        38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };

    private final int persons;
    private final long seed;

    private FacesMaker(int persons, long seed) {
        this.persons = persons;
        this.seed = seed;
    }

    /**
     * So many people in each part, who take turns.
     *
     * @param seed where the people come from; their pictures hang on the chance of each sample
     */
    public static FacesMaker of(int persons, long seed) {
        if (persons < 1) {
            throw new IllegalArgumentException("nobody to draw: " + persons);
        }
        return new FacesMaker(persons, seed);
    }

    @Override
    public String name() {
        return "faces";
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public List<Layout> layouts() {
        return List.of(Layout.PERSONS);
    }

    @Override
    public Made draw(Part part, int index, Chance chance) {
        int person = index % persons;
        Identity who = Identity.of(Chance.of(seed, "people", part, person));
        Canvas fine = Canvas.of((int) (SIDE * FINER), (int) (SIDE * FINER));
        Backcloth.paint(fine, chance.split());
        Portrait portrait = Portrait.of(who, Pose.of(chance), Lamp.of(chance), chance.split(), 1);
        portrait.paint(fine, aligned(portrait.landmarks(), chance));
        Canvas canvas = Shrink.to(fine, SIDE, SIDE);
        Camera.take(canvas, chance.split());
        return Made.person(canvas.image(), String.format(Locale.ROOT, "%s-%05d", part.folder(), person), (float)
                chance.between(0.55, 0.95));
    }

    /** Brings the landmarks to the template, as well as a detector of landmarks would. */
    private static Similarity aligned(double[] landmarks, Chance chance) {
        double[] found = landmarks.clone();
        double[] to = TEMPLATE.clone();
        double error = chance.between(0, 0.045);
        for (int i = 0; i < found.length; i++) {
            found[i] += error * chance.normal();
            to[i] *= FINER;
        }
        return Similarity.between(found, to);
    }
}
