package io.edgeopt.datasets.make.fire;

import io.edgeopt.core.data.Truth;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.Part;
import io.edgeopt.datasets.make.scene.Place;
import io.edgeopt.datasets.make.scene.Places;
import java.util.List;

/**
 * Pictures with flames, with smoke alone, and with neither. What looks like fire or smoke stands in all three classes,
 * and flames may stand on any ground in any light, so that neither colours nor places give the class away.
 */
public final class FireMaker implements Maker {
    private static final int FIRE = 0;
    private static final int NORMAL = 1;
    private static final int SMOKE = 2;
    /** The least share of the picture that smoke has to change for it to be named after it. */
    private static final double CHANGED = 0.04;
    /** The same of fires: they are brighter, and may be smaller. */
    private static final double BURNT = 0.01;
    /** The least share of the picture to which smoke has to give form. */
    private static final double FORMED = 0.02;

    private static final int SCENES = 8;
    private static final int ATTEMPTS_A_SCENE = 6;

    @Override
    public String name() {
        return "fire";
    }

    @Override
    public int version() {
        return 5;
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
            case SMOKE -> isThere && isSeen(Sight.of(canvas, bare, shot));
            default -> isThere && Sight.of(canvas, bare, shot).changed() >= BURNT;
        };
    }

    private static boolean isSeen(Sight smoke) {
        return smoke.changed() >= CHANGED && smoke.formed() >= FORMED;
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
        if (chance.happens(label == FIRE ? 0.05 : 0.12)) {
            decoys.colouredLight();
        }
        if (label != FIRE && chance.happens(0.06)) {
            // As dark as it is about flames that are near.
            decoys.night();
        }
        return place;
    }

    private static List<Truth.LabelledBox> burn(Place place, int label, Chance chance) {
        Blaze blaze = new Blaze(place, FIRE, SMOKE, chance);
        if (label == FIRE) {
            blaze.fire();
        } else if (label == SMOKE) {
            blaze.smoke();
        }
        return blaze.boxes();
    }
}
