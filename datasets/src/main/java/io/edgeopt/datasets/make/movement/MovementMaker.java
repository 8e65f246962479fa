package io.edgeopt.datasets.make.movement;

import io.edgeopt.core.image.Image;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clips of two seconds. Bystanders, vehicles, those who lie and those who stand close together are in most classes, and
 * whatever happens does so at any time of the clip, so that one frame does not tell what it is.
 */
public final class MovementMaker implements Maker {
    private static final double SECONDS = 2;
    private static final int ATTEMPTS = 24;
    private static final int ATTEMPTS_A_STAGE = 6;

    @Override
    public String name() {
        return "movement";
    }

    @Override
    public int version() {
        return 5;
    }

    /** In the order in which folders are listed. */
    @Override
    public List<String> labels() {
        return List.of("collision", "fall", "fast walk", "fight", "lie", "nothing", "run", "walk");
    }

    @Override
    public List<Layout> layouts() {
        return List.of(Layout.CLIPS);
    }

    @Override
    public Made draw(Part part, int index, Chance chance) {
        return draw(index, chance, -1);
    }

    /** One frame alone of the clip that {@link #draw} draws, but for its noise: quick, for whoever looks at one frame. */
    public Made still(int index, Chance chance, double when) {
        return draw(index, chance, when);
    }

    private Made draw(int index, Chance chance, double when) {
        int label = index % labels().size();
        String action = labels().get(label);
        int width = 4 * chance.whole(38, 46);
        int height = 4 * chance.whole(28, 33);
        int frames = chance.whole(16, 24);
        // Vehicles collide outdoors, so much else has to happen outdoors too.
        boolean outdoors = action.equals("collision") || chance.happens(0.3);
        Scene scene = scene(width, height, action, outdoors, chance.split());
        Chance noise = chance.split();
        List<Image> images = new ArrayList<>();
        Canvas frame = Canvas.of(width, height);
        for (int i = 0; i < (when < 0 ? frames : 1); i++) {
            double time = when < 0 ? SECONDS * i / (frames - 1) : when;
            scene.camera.backdrop(frame, time);
            scene.cast.draw(frame, scene.camera.view(time), time);
            scene.camera.develop(frame, time, noise);
            images.add(frame.image());
        }
        return Made.clip(images, label, (float) chance.between(0.45, 0.95));
    }

    /** A clip has the name of what happens in it, so that has to be seen: until it is, the scene is set anew. */
    static Scene scene(int width, int height, String action, boolean outdoors, Chance chance) {
        Stage stage = Stage.set(width, height, outdoors, chance.split());
        Optional<Scene> best = Optional.empty();
        double seen = -1;
        for (int attempt = 0; attempt < ATTEMPTS && seen < 1; attempt++) {
            if (attempt > 0 && attempt % ATTEMPTS_A_STAGE == 0) {
                stage = Stage.set(width, height, outdoors, chance.split());
            }
            Cast cast = new Cast(stage, chance.split());
            fill(cast, action, stage.outdoors(), chance.split());
            Camera camera = new Camera(stage, cast::column, chance.happens(0.35), chance.split());
            double share = cast.grounded() ? new Visibility(cast, camera, width, height).ofAction() : 0;
            if (share > seen) {
                best = Optional.of(new Scene(cast, camera));
                seen = share;
            }
        }
        return best.orElseThrow();
    }

    record Scene(Cast cast, Camera camera) {}

    /** The action first, then the others. Nobody walks where the answer is that nothing happens. */
    private static void fill(Cast cast, String action, boolean outdoors, Chance chance) {
        switch (action) {
            case "collision" -> cast.crash();
            case "fall" -> cast.fallers(chance.happens(0.9) ? 1 : 2);
            case "fight" -> cast.fighters();
            case "lie" -> cast.soleLiers(chance.happens(0.75) ? 1 : 2);
            case "run" -> cast.walkers(Gait.RUN, count(chance));
            case "fast walk" -> cast.walkers(Gait.FAST_WALK, count(chance));
            case "walk" -> cast.walkers(Gait.WALK, count(chance));
            default -> {
                if (outdoors && chance.happens(0.65)) {
                    cast.traffic();
                }
            }
        }
        boolean busy = !action.equals("nothing") && !action.equals("lie");
        if (chance.happens(action.equals("nothing") ? 0.7 : 0.4)) {
            cast.standers(chance.whole(1, 2));
        }
        if (busy && chance.happens(action.equals("fall") ? 0.12 : 0.2)) {
            cast.liers(1);
        }
        if (outdoors && chance.happens(action.equals("collision") ? 0.1 : 0.3)) {
            cast.traffic();
        }
    }

    private static int count(Chance chance) {
        return chance.happens(0.6) ? 1 : chance.whole(2, 3);
    }
}
