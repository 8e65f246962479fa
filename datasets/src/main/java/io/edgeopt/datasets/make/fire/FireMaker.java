package io.edgeopt.datasets.make.fire;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth;
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
import java.util.Optional;

/**
 * Pictures with flames, with smoke alone, and with neither. What looks like fire or smoke stands in all three classes,
 * and flames may stand on any ground in any light, so that neither colours nor places give the class away.
 */
public final class FireMaker implements Maker {
    private static final int FIRE = 0;
    private static final int NORMAL = 1;
    private static final int SMOKE = 2;
    private static final float[] NO_GLOW = {0, 0, 0};
    /** Fires smaller than this many pixels are no fair question. */
    private static final float LEAST = 18;
    /** The least share of the picture that smoke has to change for it to be named after it. */
    static final double ENOUGH = 0.02;

    private static final int SCENES = 8;
    private static final int ATTEMPTS_A_SCENE = 6;

    @Override
    public String name() {
        return "fire";
    }

    @Override
    public int version() {
        return 4;
    }

    /** In the order in which folders are listed. */
    @Override
    public List<String> labels() {
        return List.of("fire", "normal", "smoke");
    }

    @Override
    public List<Layout> layouts() {
        return List.of(Layout.CLASSES, Layout.BOXES);
    }

    @Override
    public Made draw(Part part, int index, Chance chance) {
        int label = index % 3;
        for (int scene = 0; ; scene++) {
            Chance own = chance.split();
            Canvas canvas = Canvas.of(4 * own.whole(64, 80), 4 * own.whole(48, 60));
            Place place = place(canvas, label, own);
            Shot camera = Shot.of(own.split());
            Canvas bare = canvas.copy();
            // Chance of which nothing shows: another try where what the picture is named after came out hidden, and
            // another scene and camera only where no try helped, so that these hardly give the class away.
            for (int attempt = 0; attempt < ATTEMPTS_A_SCENE; attempt++) {
                canvas.become(bare);
                List<Truth.LabelledBox> boxes = burn(place, label, own.split());
                Shot shot = camera.setTo(canvas);
                boolean isLast = scene == SCENES - 1 && attempt == ATTEMPTS_A_SCENE - 1;
                if (isLast || shows(label, boxes, canvas, bare, shot)) {
                    shot.take(canvas, own.split());
                    return Made.labelled(canvas.image(), label, boxes, shot.quality());
                }
            }
        }
    }

    /** Whether a picture can be named after what burns in it. */
    static boolean shows(int label, List<Truth.LabelledBox> boxes, Canvas canvas, Canvas bare, Shot shot) {
        boolean isThere = boxes.stream().anyMatch(box -> box.label() == label);
        return switch (label) {
            case NORMAL -> true;
            case SMOKE -> isThere && Sight.changed(canvas, bare, shot) >= ENOUGH;
            default -> isThere;
        };
    }

    /** All of a picture but what burns. */
    private static Place place(Canvas canvas, int label, Chance chance) {
        Place place = Places.draw(canvas, chance.split());
        Decoys decoys = new Decoys(place, chance.split());
        if (chance.happens(label == FIRE ? 0.3 : 0.5)) {
            decoys.warmThing();
        }
        if (chance.happens(label == SMOKE ? 0.25 : 0.4)) {
            decoys.paleThing();
        }
        place.shine();
        if (chance.happens(label == FIRE ? 0.2 : 0.55)) {
            decoys.warmLight();
        }
        if (chance.happens(label == SMOKE ? 0.1 : 0.35)) {
            decoys.fog();
        }
        return place;
    }

    private static List<Truth.LabelledBox> burn(Place place, int label, Chance chance) {
        List<Truth.LabelledBox> boxes = new ArrayList<>();
        if (label == FIRE) {
            fires(place, boxes, chance);
        } else if (label == SMOKE) {
            smoke(place, boxes, chance, sourceOf(place, chance), NO_GLOW);
        }
        return boxes;
    }

    private static Place.Spot sourceOf(Place place, Chance chance) {
        double x = chance.between(0.05, 0.95) * place.canvas().width();
        double y = chance.happens(0.7)
                ? chance.between(
                        Math.min(place.nearest(), 0.95 * place.canvas().height()),
                        1.02 * place.canvas().height())
                : chance.between(0.35, 1.02) * place.canvas().height();
        return new Place.Spot(x, y, place.metre(y));
    }

    private static void fires(Place place, List<Truth.LabelledBox> boxes, Chance chance) {
        int count = chance.happens(0.7) ? 1 : chance.whole(2, 4);
        for (int i = 0; i < count; i++) {
            Place.Spot spot = sourceOf(place, chance);
            double height = place.canvas().height() * chance.ratio(0.2, 1.2);
            double width = height * chance.ratio(0.3, 2.2);
            if (chance.happens(0.4)) {
                float strength = (float) chance.ratio(0.03, 0.5);
                float[] glow = {strength, strength * 0.35f, strength * 0.07f};
                smoke(place, boxes, chance, new Place.Spot(spot.x(), spot.y() - height * 0.5, spot.metre()), glow);
            }
            new Flames(place, spot.x(), spot.y(), width, height, chance.split())
                    .draw()
                    .ifPresent(box -> add(boxes, box, FIRE));
        }
    }

    private static void smoke(
            Place place, List<Truth.LabelledBox> boxes, Chance chance, Place.Spot from, float[] glow) {
        double what = chance.between(0, 1);
        Smoke.Shape shape = what < 0.55
                ? Smoke.Shape.PLUME
                : what < 0.68 ? Smoke.Shape.WISP : what < 0.97 ? Smoke.Shape.BANK : Smoke.Shape.FILL;
        double height = place.canvas().height() * chance.ratio(0.45, 1.4);
        double width = height * (shape == Smoke.Shape.WISP ? chance.ratio(0.12, 0.28) : chance.ratio(0.2, 1));
        if (shape == Smoke.Shape.BANK) {
            width = height * chance.between(0.8, 2.2);
        }
        Optional<Box> box = new Smoke(place, shape, from.x(), from.y(), width, height, chance.split()).draw(glow);
        box.ifPresent(seen -> add(boxes, seen, SMOKE));
    }

    private static void add(List<Truth.LabelledBox> boxes, Box box, int label) {
        if (box.width() >= LEAST && box.height() >= LEAST) {
            boxes.add(new Truth.LabelledBox(box, label, false));
        }
    }
}
