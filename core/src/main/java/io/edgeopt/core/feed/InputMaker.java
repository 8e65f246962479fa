package io.edgeopt.core.feed;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparer;
import io.edgeopt.core.image.augment.Scene;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings samples into one input of a model: pictures and frames prepared as the card says, arrays as they are. It keeps
 * memory from sample to sample, so it belongs to one thread.
 */
public final class InputMaker {
    private final ValueInfo input;
    private final CardInput card;
    private final PictureReader pictures;
    private final VideoOpener videos;
    private final Optional<Preparer> preparer;

    public InputMaker(ValueInfo input, CardInput card, PictureReader pictures, VideoOpener videos) {
        this.input = input;
        this.card = card;
        this.pictures = pictures;
        this.videos = videos;
        this.preparer = card.preparation().map(Preparer::of);
    }

    /** An input for so many samples, all shaped like {@code first}. */
    public Tensor allocate(int batch, Content first) {
        ElementType type = input.type().orElse(ElementType.FLOAT);
        if (first instanceof Content.Values values) {
            return Tensor.allocate(values.tensor().type(), checkedShape(values.tensor(), batch));
        }
        Shape picture = preparer().shape(batch);
        if (type != ElementType.FLOAT && type != ElementType.UINT8) {
            throw new UnsupportedModelException(
                    "input %s takes %s; pictures are prepared as float or uint8: give an array".formatted(input, type));
        }
        return Tensor.allocate(
                type, card.clip().map(clip -> clip.shape(picture)).orElse(picture));
    }

    /** Fills item {@code item} with the sample as it is. */
    public View fill(Sample sample, Tensor batch, int item) {
        return fill(sample, batch, item, Change.NONE).view();
    }

    /**
     * Fills item {@code item} with the sample as {@code change} makes it.
     *
     * @return how the changed picture lies in the input, and the sample's boxes in pixels of the input
     */
    public Placed fill(Sample sample, Tensor batch, int item, Change change) {
        Content content = sample.content();
        String id = sample.id();
        if (content instanceof Content.Values values) {
            return new Placed(copy(values.tensor(), id, batch, item), List.of());
        }
        if (content instanceof Content.Picture picture) {
            return place(new Scene(pictures.read(picture.file()), boxes(sample)), batch, item, change);
        }
        if (content instanceof Content.Region region) {
            return place(Scene.of(pictures.read(region.file()).crop(region.box())), batch, item, change);
        }
        if (content instanceof Content.Frames frames) {
            List<Path> files = frames.files();
            View view = fillClip(files.size(), index -> pictures.read(files.get(index)), id, batch, item, change);
            return new Placed(view, List.of());
        }
        if (content instanceof Content.Video video) {
            return new Placed(fillVideo(video, id, batch, item, change), List.of());
        }
        throw new IllegalStateException("no such content: " + content);
    }

    private static List<LabelledBox> boxes(Sample sample) {
        return sample.truth() instanceof Truth.Objects objects ? objects.boxes() : List.of();
    }

    /** Decodes twice: which frames are seen depends on how many there are, and a file may promise too many. */
    private View fillVideo(Content.Video video, String id, Tensor batch, int item, Change change) {
        int length = 0;
        try (FrameSource counted = videos.open(video)) {
            while (counted.next().isPresent()) {
                length++;
            }
        }
        if (length == 0) {
            throw new InvalidDataException(
                    "sample %s holds no frame that can be decoded: %s".formatted(id, video.file()));
        }
        try (FrameSource source = videos.open(video)) {
            return fillClip(length, new Playback(source)::at, id, batch, item, change);
        }
    }

    /** Frames by place, of which each is asked for after those before it. */
    private interface Clip {
        Image at(int index);
    }

    /** A video that is played forwards to the frame asked for. */
    private static final class Playback {
        private final FrameSource source;
        private Optional<Frame> current = Optional.empty();
        private int place = -1;

        Playback(FrameSource source) {
            this.source = source;
        }

        Image at(int index) {
            while (place < index) {
                current = source.next();
                place++;
            }
            return current.orElseThrow(() -> new InvalidDataException("a video ended sooner than when it was counted"))
                    .image();
        }
    }

    private Placed place(Scene scene, Tensor batch, int item, Change change) {
        if (card.clip().isPresent()) {
            throw new InvalidDataException("the model sees clips, but the data are single pictures");
        }
        Scene changed = change.picture(scene);
        Placement placement = preparer().prepare(changed.image(), batch, item);
        Preparation preparation = preparation();
        List<LabelledBox> placed = changed.boxes().stream()
                .map(labelled -> new LabelledBox(placement.toInput(labelled.box()), labelled.label(), labelled.crowd()))
                .toList();
        return new Placed(new View(preparation.width(), preparation.height(), placement), placed);
    }

    private View fillClip(int length, Clip images, String id, Tensor batch, int item, Change change) {
        ClipSampling clip = card.clip()
                .orElseThrow(() -> new InvalidDataException(
                        "sample %s is a clip, but the model's card has no 'clip' in its input".formatted(id)));
        Preparer frames = preparer();
        Tensor frame = Tensor.allocate(batch.type(), frames.shape(1));
        int bytes = (int) frame.type().bytesFor(frame.size());
        int channels = (int) frame.shape().dim(1);
        ByteBuffer target = batch.bytes();
        int base = item * bytes * clip.frames();
        int[] indices = change.frames(clip, length);
        View view = View.exact(preparation().width(), preparation().height());
        for (int t = 0; t < indices.length; t++) {
            Image image = change.picture(Scene.of(images.at(indices[t]))).image();
            frames.prepare(image, frame, 0);
            if (clip.order() == ClipSampling.Order.NTCHW) {
                target.put(base + t * bytes, frame.bytes(), 0, bytes);
                continue;
            }
            int plane = bytes / channels;
            for (int c = 0; c < channels; c++) {
                target.put(base + (c * clip.frames() + t) * plane, frame.bytes(), c * plane, plane);
            }
        }
        return view;
    }

    private static View copy(Tensor values, String id, Tensor batch, int item) {
        int size = (int) values.type().bytesFor(values.size());
        if (values.type() != batch.type() || values.size() * batch.shape().dim(0) != batch.size()) {
            throw new InvalidDataException(
                    "sample %s is %s, the samples before it were %s".formatted(id, values, batch));
        }
        batch.bytes().put(item * size, values.bytes().order(ByteOrder.LITTLE_ENDIAN), 0, size);
        Shape shape = values.shape();
        return shape.rank() < 2
                ? View.exact(1, 1)
                : View.exact(Math.toIntExact(shape.dim(-1)), Math.toIntExact(shape.dim(-2)));
    }

    /** The batch's shape, if the input takes such values. */
    private Shape checkedShape(Tensor values, int batch) {
        long[] batched = new long[values.shape().rank() + 1];
        batched[0] = batch;
        System.arraycopy(values.shape().toArray(), 0, batched, 1, values.shape().rank());
        List<Dim> dims = input.dims().orElse(List.of());
        boolean fits = dims.isEmpty() || dims.size() == batched.length;
        for (int axis = 1; fits && axis < dims.size(); axis++) {
            fits = !(dims.get(axis) instanceof Dim.Fixed fixed) || fixed.extent() == batched[axis];
        }
        if (!fits) {
            throw new InvalidDataException(
                    "samples have the shape %s, the model's input is %s; arrays go in as they are: bring them to that shape"
                            .formatted(values.shape(), input));
        }
        if (input.type().isPresent() && input.type().get() != values.type()) {
            throw new InvalidDataException(
                    "samples are %s, the model's input is %s; arrays go in as they are: convert and normalise them first"
                            .formatted(values.type(), input));
        }
        return Shape.of(batched);
    }

    private Preparer preparer() {
        return preparer.orElseThrow(() -> new InvalidPlanException(
                "cannot prepare pictures for input %s; say --size WIDTHxHEIGHT, or write a card beside the model"
                        .formatted(input)));
    }

    private Preparation preparation() {
        return card.preparation().orElseThrow();
    }
}
