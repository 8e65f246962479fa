package io.edgeopt.datasets.make.movement;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.scene.Place;
import io.edgeopt.datasets.make.scene.Places;
import java.util.List;

/** The place in which a clip plays, larger than what the camera sees of it at one moment. */
final class Stage {
    private static final List<Place.Kind> OUTDOORS =
            List.of(Place.Kind.STREET, Place.Kind.STREET, Place.Kind.STREET, Place.Kind.FIELD, Place.Kind.WOODS);
    private static final List<Place.Kind> ANYWHERE = List.of(
            Place.Kind.STREET,
            Place.Kind.STREET,
            Place.Kind.FIELD,
            Place.Kind.WOODS,
            Place.Kind.ROOM,
            Place.Kind.KITCHEN,
            Place.Kind.HALL);

    /** Pixels of the place beyond each side of the frame. */
    final int marginX;

    final int marginY;
    final int width;
    final int height;
    final Canvas ground;
    final Place place;
    final View view;

    private Stage(int width, int height, int marginX, int marginY, Place place, Chance chance) {
        this.width = width;
        this.height = height;
        this.marginX = marginX;
        this.marginY = marginY;
        this.ground = place.canvas();
        this.place = place;
        place.shine();
        double focal = width * chance.between(0.8, 1.4);
        this.view = new View(focal, place.horizon(), place.cameraHeight(), ground.width() / 2.0, 0, 0);
    }

    /** One in which vehicles can drive, or any. */
    static Stage set(int width, int height, boolean outdoors, Chance chance) {
        int marginX = width * 2 / 5;
        int marginY = height / 8;
        for (int attempt = 0; ; attempt++) {
            Canvas ground = Canvas.of(width + 2 * marginX, height + 2 * marginY);
            Place place = Places.deserted(ground, chance.pick(outdoors ? OUTDOORS : ANYWHERE), chance.split());
            // Not from so high that people are specks, nor from so low that the picture ends above the ground.
            boolean near = place.metre(marginY + height) > 0.24 * height;
            boolean grounded = place.nearest() < marginY + 0.7 * height;
            if ((near && grounded) || attempt == 16) {
                return new Stage(width, height, marginX, marginY, place, chance);
            }
        }
    }

    boolean outdoors() {
        return !place.kind().indoors();
    }

    /**
     * Where something stands: its feet inside the frame when the camera looks straight ahead.
     *
     * @param open whether the ground is seen there, and not a thing that stands on it
     */
    record Spot(double x, double z, boolean open) {}

    /**
     * Somewhere on open ground where a metre is about that many pixels, or as near to it as the ground allows; in front of
     * what stands there where no open ground is found.
     */
    Spot spot(double metre, Chance chance) {
        for (int attempt = 0; ; attempt++) {
            Spot spot = anySpot(metre, chance);
            if (attempt == 8 || spot.open()) {
                return spot;
            }
        }
    }

    private Spot anySpot(double metre, Chance chance) {
        double wanted = place.horizon() + metre * place.cameraHeight();
        double low = Math.max(place.nearest(), marginY + height * 0.35);
        double rise = 1.6 / place.cameraHeight();
        if (rise < 0.95) {
            // Heads inside the frame too.
            low = Math.max(low, (marginY - rise * place.horizon()) / (1 - rise));
        }
        low = Math.min(low, marginY + height * 0.9);
        double y = Math.max(low, Math.min(marginY + height * chance.between(0.88, 0.99), wanted));
        double z = view.focal() * place.cameraHeight() / Math.max(1, y - place.horizon());
        double column = marginX + width * chance.between(0.2, 0.8);
        double x = view.across(column, z);
        return new Spot(x, z, place.open(view.px(x, z), view.py(0, z)));
    }

    /** The farthest that the ground goes. */
    double farthest() {
        return view.focal() * place.cameraHeight() / Math.max(1, place.nearest() - place.horizon());
    }

    /** What falls on what stands here. */
    float[] light() {
        float[] ambient = place.ambient();
        float[] light = new float[3];
        for (int c = 0; c < 3; c++) {
            // Lamps and windows do not light figures one by one, so the dark is a little less dark for them.
            light[c] = Math.max(ambient[c], 0.12f) * 0.95f;
        }
        return light;
    }
}
