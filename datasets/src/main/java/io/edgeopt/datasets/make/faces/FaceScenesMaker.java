package io.edgeopt.datasets.make.faces;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.image.Similarity;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.Part;
import io.edgeopt.datasets.make.scene.Place;
import io.edgeopt.datasets.make.scene.Places;
import java.util.ArrayList;
import java.util.List;

/**
 * People in rooms, streets and before walls, none to four of them, with boxes round each face, its eyes, the tip of its
 * nose and the corners of its mouth: the five places by which faces are aligned.
 */
public final class FaceScenesMaker implements Maker {
    private static final int FACE = 0;
    /** The class of each landmark, in their order. */
    private static final int[] PARTS = {1, 1, 2, 3, 3};
    /** Side of a landmark's box, as a share of the face's height. */
    private static final double PART_SIDE = 0.22;
    /** Of smaller faces nobody could tell the parts. */
    private static final double LEAST_WITH_PARTS = 24;

    private static final double LEAST = 16;
    private static final double FINER = 1.25;
    private static final int TRIES = 8;

    /** Somebody's place in the picture. */
    private record Seat(Box face, Box figure) {}

    @Override
    public String name() {
        return "face-scenes";
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public List<String> labels() {
        return List.of("face", "eye", "nose", "mouth corner");
    }

    @Override
    public List<Layout> layouts() {
        return List.of(Layout.BOXES);
    }

    @Override
    public Made draw(Part part, int index, Chance chance) {
        int width = 4 * chance.whole(56, 84);
        int height = 4 * chance.whole(48, 72);
        Canvas fine = Canvas.of((int) (width * FINER), (int) (height * FINER));
        if (chance.happens(0.7)) {
            Place place = Places.deserted(fine, chance.pick(List.of(Place.Kind.values())), chance.split());
            place.shine();
        } else {
            Backcloth.paint(fine, chance.split());
        }
        int people = chance.happens(0.08) ? 0 : chance.happens(0.5) ? 1 : chance.whole(2, 4);
        List<LabelledBox> boxes = new ArrayList<>();
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            add(fine, people, seats, boxes, chance.split());
        }
        Canvas canvas = Shrink.to(fine, width, height);
        Camera.take(canvas, chance.split());
        return Made.objects(canvas.image(), boxes, (float) chance.between(0.55, 0.95));
    }

    /** Paints a person where no face is covered; nobody, where there is no such place. */
    private static void add(Canvas fine, int people, List<Seat> seats, List<LabelledBox> boxes, Chance chance) {
        Identity who = Identity.of(chance.split());
        Pose pose = Pose.of(chance);
        Lamp lamp = Lamp.of(chance);
        double most = people == 1 ? 0.8 : 0.45;
        double high = chance.ratio(LEAST, most * fine.height() / FINER);
        Portrait portrait = Portrait.of(who, pose, lamp, chance.split(), high > 60 ? 1 : 0.5);
        double[] head = portrait.box();
        double scale = high * FINER / (head[3] - head[1]);
        for (int i = 0; i < TRIES; i++) {
            double x = chance.between(0.08, 0.92) * fine.width();
            double y = chance.between(0.15, 0.8) * fine.height();
            Similarity to =
                    new Similarity(scale, 0, x - scale * (head[0] + head[2]) / 2, y - scale * (head[1] + head[3]) / 2);
            Seat seat = seat(fine, head, to);
            if (seats.stream().noneMatch(other -> other.face().overlap(seat.figure()) > 0)) {
                portrait.paint(fine, to);
                seats.add(seat);
                label(fine, portrait, to, seat.face(), boxes);
                return;
            }
        }
    }

    private static Seat seat(Canvas fine, double[] head, Similarity to) {
        Box face = new Box(
                (float) to.x(head[0], head[1]), (float) to.y(head[0], head[1]), (float) to.x(head[2], head[3]), (float)
                        to.y(head[2], head[3]));
        // Hair above, shoulders below down to the edge.
        Box figure = new Box(
                face.left() - 0.9f * face.width(),
                face.top() - 0.4f * face.height(),
                face.right() + 0.9f * face.width(),
                fine.height());
        return new Seat(face, figure);
    }

    private static void label(Canvas fine, Portrait portrait, Similarity to, Box face, List<LabelledBox> boxes) {
        add(boxes, face, FACE, fine);
        if (face.height() < LEAST_WITH_PARTS * FINER) {
            return;
        }
        double[] marks = portrait.landmarks();
        float half = (float) (PART_SIDE / 2 * face.height());
        for (int i = 0; i < PARTS.length; i++) {
            float x = (float) to.x(marks[2 * i], marks[2 * i + 1]);
            float y = (float) to.y(marks[2 * i], marks[2 * i + 1]);
            if (x > 0 && y > 0 && x < fine.width() && y < fine.height()) {
                add(boxes, new Box(x - half, y - half, x + half, y + half), PARTS[i], fine);
            }
        }
    }

    /** In pixels of the picture, cut off at its edges. */
    private static void add(List<LabelledBox> boxes, Box box, int label, Canvas fine) {
        Box cut = new Box(
                (float) (Math.max(0, box.left()) / FINER),
                (float) (Math.max(0, box.top()) / FINER),
                (float) (Math.min(fine.width(), box.right()) / FINER),
                (float) (Math.min(fine.height(), box.bottom()) / FINER));
        if (cut.area() > 0) {
            boxes.add(new LabelledBox(cut, label, false));
        }
    }
}
