package io.edgeopt.datasets.make.objects;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Lens;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pictures of objects pasted on backgrounds, with their boxes: personal things and suspect ones alike. */
public final class ObjectsMaker implements Maker {
    private final ImageSize size;
    private final Cutouts cutouts;
    private final Backdrop backdrop;

    private ObjectsMaker(ImageSize size, Cutouts cutouts, Backdrop backdrop) {
        this.size = size;
        this.cutouts = cutouts;
        this.backdrop = backdrop;
    }

    /** Cut-outs and backgrounds are drawn. */
    public static ObjectsMaker drawn(ImageSize size) {
        return of(size, Optional.empty(), Optional.empty());
    }

    /**
     * With the user's own.
     *
     * @param cutouts a folder a class, in it pictures with transparent backgrounds; drawn if empty
     * @param backgrounds a folder of photographs; drawn if empty
     */
    public static ObjectsMaker of(ImageSize size, Optional<Path> cutouts, Optional<Path> backgrounds) {
        return new ObjectsMaker(
                size,
                cutouts.<Cutouts>map(GivenCutouts::read).orElseGet(DrawnCutouts::new),
                backgrounds.<Backdrop>map(GivenBackdrop::of).orElseGet(Backdrop::drawn));
    }

    @Override
    public String name() {
        return "objects";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<String> labels() {
        return cutouts.labels();
    }

    @Override
    public List<Layout> layouts() {
        return List.of(Layout.BOXES);
    }

    @Override
    public Made draw(Part part, int index, Chance chance) {
        Light light = Light.of(chance.split());
        Canvas canvas = Canvas.of(size.width(), size.height());
        double large = backdrop.paint(canvas, light, chance.split());
        Pasting pasting = new Pasting(canvas, light, large, cutouts, chance.split());
        List<Truth.LabelledBox> boxes = new ArrayList<>();
        // One picture in sixteen shows none of the classes.
        if (index % 16 == 15) {
            pasting.clutter(chance.whole(1, 7));
        } else {
            pasting.clutter(chance.below(5));
            pasting.object(index % labels().size());
            int more = chance.happens(0.35) ? 0 : chance.whole(1, 3);
            for (int i = 0; i < more; i++) {
                pasting.object(chance.below(labels().size()));
            }
            if (chance.happens(0.35)) {
                pasting.clutter(1);
            }
            pasting.boxes().forEach(found -> boxes.add(new Truth.LabelledBox(box(found), found.label(), false)));
        }
        expose(canvas, chance.split());
        return Made.objects(canvas.image(), boxes, (float) chance.between(0.45, 0.95));
    }

    private static Box box(Pasting.Found found) {
        return new Box(found.left(), found.top(), found.right() + 1, found.bottom() + 1);
    }

    /** What the camera does to it. */
    private static void expose(Canvas canvas, Chance chance) {
        double gain = chance.ratio(0.55, 1.35);
        double warm = 0.06 * chance.normal();
        Lens.expose(canvas, gain * Math.exp(warm), gain, gain * Math.exp(-warm));
        if (chance.happens(0.25)) {
            Lens.blur(canvas, chance.between(0.3, 1.3) * canvas.width() / 320);
        } else if (chance.happens(0.1)) {
            Lens.smear(canvas, chance.between(1.5, 6) * canvas.width() / 320, chance.happens(0.5));
        }
        Lens.soften(canvas, chance.between(0.6, 0.9));
        Lens.grain(canvas, chance.happens(0.75) ? chance.between(0.01, 0.07) : chance.between(0.07, 0.22), chance);
    }
}
