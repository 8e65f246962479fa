package io.edgeopt.datasets.make.scene;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Ink;
import io.edgeopt.datasets.make.Tone;
import io.edgeopt.datasets.make.scene.Place.Hour;
import io.edgeopt.datasets.make.scene.Place.Kind;
import java.util.List;

/** Draws places. What is drawn is not lit yet: {@link Place#shine} does that. */
public final class Places {
    private Places() {}

    /** A place of any kind at any hour. */
    public static Place draw(Canvas canvas, Chance chance) {
        return draw(canvas, chance.pick(List.of(Kind.values())), chance);
    }

    public static Place draw(Canvas canvas, Kind kind, Chance chance) {
        return draw(canvas, kind, true, chance);
    }

    /** A place in which nobody is, for those who let people move in it. */
    public static Place deserted(Canvas canvas, Kind kind, Chance chance) {
        return draw(canvas, kind, false, chance);
    }

    private static Place draw(Canvas canvas, Kind kind, boolean peopled, Chance chance) {
        Hour hour = hour(kind, chance);
        float[] ambient = ambient(hour, chance);
        return switch (kind) {
            case ROOM, KITCHEN, HALL -> Indoors.draw(canvas, kind, hour, ambient, peopled, chance);
            case STREET, WOODS, FIELD -> Outdoors.draw(canvas, kind, hour, ambient, peopled, chance);
            case BACKDROP -> backdrop(canvas, hour, ambient, chance);
        };
    }

    private static Hour hour(Kind kind, Chance chance) {
        if (kind.indoors()) {
            return chance.pick(List.of(Hour.DAY, Hour.LAMPS, Hour.LAMPS, Hour.OVERCAST, Hour.NIGHT));
        }
        return chance.pick(List.of(Hour.DAY, Hour.DAY, Hour.OVERCAST, Hour.DUSK, Hour.NIGHT));
    }

    private static float[] ambient(Hour hour, Chance chance) {
        double warm = chance.between(-1, 1);
        double level = switch (hour) {
            case DAY -> chance.between(0.8, 1.3);
            case OVERCAST -> chance.between(0.5, 0.9);
            case LAMPS -> chance.between(0.35, 0.9);
            case DUSK -> chance.between(0.12, 0.4);
            case NIGHT -> chance.between(0.02, 0.12);
        };
        double tint = switch (hour) {
            case DAY -> 0.05 + 0.06 * warm;
            case OVERCAST -> -0.08 + 0.06 * warm;
            case LAMPS -> 0.14 + 0.16 * warm;
            case DUSK -> 0.05 + 0.3 * warm;
            case NIGHT -> -0.05 + 0.25 * warm;
        };
        return new float[] {(float) (level * (1 + tint)), (float) level, (float) (level * (1 - 1.2 * tint))};
    }

    /** Something near and plain behind: a wall, cloth, stones out of focus, the dark. */
    private static Place backdrop(Canvas canvas, Hour hour, float[] ambient, Chance chance) {
        int width = canvas.width();
        int height = canvas.height();
        double edge = chance.between(0.45, 0.95) * height;
        double darkness = chance.happens(0.35) ? chance.ratio(0.01, 0.15) : 1;
        float[] back = Surface.colour(chance, "backdrop", 0.6, 0.25, 0.9);
        float[] front = Surface.colour(chance, "backdrop front", 0.5, 0.25, 0.85);
        for (int i = 0; i < 3; i++) {
            back[i] *= (float) darkness;
            front[i] *= (float) darkness;
        }
        Ink wall = switch (chance.below(4)) {
            case 0 -> Surface.tiled(chance, "backdrop tiles", back, chance.ratio(5, 26), 0.5);
            case 1 -> Surface.grained(chance, "backdrop grain", back, chance.ratio(2, 9), 0.35, chance.happens(0.6));
            case 2 -> hedge(darkness, chance);
            // Deeper blotches are billows.
            default -> Surface.blotched(chance, "backdrop plaster", back, chance.ratio(6, 60), 0.2);
        };
        canvas.fill(Surface.lit(wall, 0, edge, chance.between(-0.6, 0.6)));
        Ink ground = chance.happens(0.5)
                ? Surface.clumped(chance, "backdrop ground", front, dim(front, 0.3f), chance.ratio(2, 8))
                : Surface.grained(chance, "backdrop table", front, chance.ratio(2, 9), 0.3, false);
        canvas.fill(Forms.box(0, edge, width, height - edge), ground);
        Place place = new Place(canvas, Kind.BACKDROP, hour, edge - height * 0.4, 1.0, edge, ambient, true);
        int things = chance.below(6);
        for (int i = 0; i < things; i++) {
            Clutter.anything(place, place.spot(chance), chance);
        }
        return place;
    }

    /** Leaves that fill the view, in colours of leaves: grey ones out of focus are smoke to every eye. */
    private static Ink hedge(double darkness, Chance chance) {
        float[] bright = dim(Trees.leaf(chance.happens(0.3), chance), (float) darkness);
        return Surface.leaves(chance, "backdrop leaves", dim(bright, 0.2f), bright, chance.ratio(3, 14), 1);
    }

    static float[] dim(float[] colour, float share) {
        return new float[] {colour[0] * share, colour[1] * share, colour[2] * share};
    }

    /** A warm, white or cold lamp. */
    static float[] lamp(Chance chance) {
        return switch (chance.below(4)) {
            case 0 -> new float[] {1, 0.5f, 0.14f};
            case 1 -> new float[] {1, 0.72f, 0.36f};
            case 2 -> new float[] {1, 0.95f, 0.85f};
            default -> Tone.colour(chance.between(0.5, 0.7), chance.between(0.1, 0.5), 1);
        };
    }
}
