package io.edgeopt.datasets.convert;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The objects of pictures with boxes, each a picture of its class: cut out with a margin. A picture in which what counts is
 * small teaches a classifier the room around it.
 */
public final class ByObject implements Dataset {
    private record Cut(int picture, Sample sample) {}

    private final Dataset boxed;
    private final List<Cut> cuts;

    private ByObject(Dataset boxed, List<Cut> cuts) {
        this.boxed = boxed;
        this.cuts = cuts;
    }

    /**
     * The set by object. An object has the name of its picture, a dash, and its number among the boxes of the picture.
     *
     * @param margin on each side, as a share of the longer side of the box
     * @param least the shorter side of a box in pixels; smaller ones are left out
     * @param without names of objects that are left out too
     */
    public static ByObject of(Dataset boxed, double margin, int least, Set<String> without) {
        if (!(margin >= 0 && margin <= 10)) {
            throw new InvalidPlanException("a margin cannot be %s of a box; give 0 to 10".formatted(margin));
        }
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < boxed.size(); i++) {
            Sample sample = boxed.sample(i);
            if (!(sample.truth() instanceof Truth.Objects objects)
                    || !(sample.content() instanceof Content.Picture picture)) {
                throw new InvalidDataException(
                        "sample %s of %s has no boxes; objects are cut out of pictures with boxes"
                                .formatted(sample.id(), boxed.name()));
            }
            int number = 0;
            for (Truth.LabelledBox found : objects.boxes()) {
                String name = "%s-%d".formatted(stem(picture.file()), number++);
                boolean isLarge = Math.min(found.box().width(), found.box().height()) >= least;
                if (isLarge && !found.crowd() && !without.contains(name)) {
                    Content cut = new Content.Region(picture.file(), within(picture.file(), found.box(), margin));
                    cuts.add(new Cut(i, new Sample(name, cut, new Truth.Label(found.label()))));
                }
            }
        }
        if (cuts.isEmpty()) {
            throw new InvalidDataException("%s has no object of %d pixels or more".formatted(boxed.name(), least));
        }
        return new ByObject(boxed, cuts);
    }

    private static Box within(Path file, Box box, double margin) {
        ImageSize size = ImageReader.size(file);
        float wider = (float) (margin * Math.max(box.width(), box.height()));
        return new Box(
                Math.max(0, box.left() - wider),
                Math.max(0, box.top() - wider),
                Math.min(size.width(), box.right() + wider),
                Math.min(size.height(), box.bottom() + wider));
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** Which picture of the set an object was cut out of. */
    public int pictureOf(int index) {
        return cuts.get(index).picture();
    }

    @Override
    public String name() {
        return boxed.name();
    }

    @Override
    public List<String> labels() {
        return boxed.labels();
    }

    @Override
    public int size() {
        return cuts.size();
    }

    @Override
    public Sample sample(int index) {
        return cuts.get(index).sample();
    }
}
