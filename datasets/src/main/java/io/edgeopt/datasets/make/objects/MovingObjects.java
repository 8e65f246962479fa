package io.edgeopt.datasets.make.objects;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.feed.SceneSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Part;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;

/** Things that wander before a background: each on a closed path of its own, all of them always in the picture. */
public final class MovingObjects implements SceneSource {
    private static final int THINGS = 4;
    private static final double FPS = 30;

    /** A thing and its path: so many seconds once round across, and in another time up and down. */
    private record Actor(Cutout cutout, int label, double periodX, double periodY, double phase) {
        int left(double time, ImageSize size) {
            double swing = Math.sin(2 * Math.PI * time / periodX + phase);
            return (int) Math.round((size.width() - cutout.width()) * (0.5 + 0.5 * swing));
        }

        int top(double time, ImageSize size) {
            double swing = Math.cos(2 * Math.PI * time / periodY + 1.7 * phase);
            return (int) Math.round((size.height() - cutout.height()) * (0.5 + 0.5 * swing));
        }
    }

    private final ImageSize size;
    private final Image background;
    private final List<Actor> actors;

    private MovingObjects(ImageSize size, Image background, List<Actor> actors) {
        this.size = size;
        this.background = background;
        this.actors = actors;
    }

    /** Equal seeds give equal scenes. */
    public static MovingObjects of(ImageSize size, long seed) {
        Chance chance = Chance.of(seed, "moving objects", Part.TEST, 0);
        Light light = Light.of(chance.split());
        Canvas canvas = Canvas.of(size.width(), size.height());
        Backdrop.drawn().paint(canvas, light, chance.split());
        Cutouts cutouts = new DrawnCutouts();
        Layer layer = new Layer(size.width(), size.height());
        List<Actor> actors = new ArrayList<>();
        while (actors.size() < THINGS) {
            int label = chance.below(cutouts.labels().size());
            double length = 0.4 * Math.min(size.width(), size.height()) * cutouts.size(label);
            AffineTransform view = AffineTransform.getTranslateInstance(size.width() / 2.0, size.height() / 2.0);
            if (!cutouts.isUpright(label)) {
                view.rotate(chance.between(0, 2 * Math.PI));
            }
            view.scale(length, length);
            cutouts.draw(label, Pen.of(layer, light, view, 0, 0), chance.split());
            Cutout cutout = Cutout.of(layer);
            layer.clear();
            actors.add(new Actor(
                    cutout, label, chance.between(4, 11), chance.between(4, 11), chance.between(0, 2 * Math.PI)));
        }
        return new MovingObjects(size, canvas.image(), List.copyOf(actors));
    }

    @Override
    public ImageSize size() {
        return size;
    }

    @Override
    public double fps() {
        return FPS;
    }

    @Override
    public List<String> labels() {
        return ObjectKind.labels();
    }

    @Override
    public void draw(long index, Image image) {
        System.arraycopy(background.rgb(), 0, image.rgb(), 0, image.rgb().length);
        double time = index / FPS;
        for (Actor actor : actors) {
            actor.cutout().lay(image, actor.left(time, size), actor.top(time, size));
        }
    }

    /** The things' whole boxes, also where one thing passes before another. */
    @Override
    public List<LabelledBox> truth(long index) {
        double time = index / FPS;
        return actors.stream()
                .map(actor -> {
                    int left = actor.left(time, size);
                    int top = actor.top(time, size);
                    Cutout cutout = actor.cutout();
                    Box box = new Box(left, top, left + cutout.width(), top + cutout.height());
                    return new LabelledBox(box, actor.label(), false);
                })
                .toList();
    }
}
