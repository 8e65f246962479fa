package io.edgeopt.core.evaluate;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparer;
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

/** Brings samples into one input of a model: pictures and frames prepared as the card says, arrays as they are. */
final class InputMaker {
    private final ValueInfo input;
    private final CardInput card;
    private final VideoOpener videos;
    private final Optional<Preparer> preparer;

    InputMaker(ValueInfo input, CardInput card, VideoOpener videos) {
        this.input = input;
        this.card = card;
        this.videos = videos;
        this.preparer = card.preparation().map(Preparer::of);
    }

    /** An input for so many samples, all shaped like {@code first}. */
    Tensor allocate(int batch, Content first) {
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
                type, card.clip().map(clip -> clipShape(picture, clip)).orElse(picture));
    }

    private static Shape clipShape(Shape picture, ClipSampling clip) {
        long[] p = picture.toArray();
        return clip.order() == ClipSampling.Order.NCTHW
                ? Shape.of(p[0], p[1], clip.frames(), p[2], p[3])
                : Shape.of(p[0], clip.frames(), p[1], p[2], p[3]);
    }

    /** Fills item {@code item} with the sample. */
    View fill(Sample sample, Tensor batch, int item) {
        Content content = sample.content();
        String id = sample.id();
        if (content instanceof Content.Values values) {
            return copy(values.tensor(), id, batch, item);
        }
        if (content instanceof Content.Picture picture) {
            return place(image(picture.file()), batch, item);
        }
        if (content instanceof Content.Region region) {
            return place(cut(image(region.file()), region.box()), batch, item);
        }
        if (content instanceof Content.Frames frames) {
            List<Path> files = frames.files();
            return fillClip(files.size(), index -> image(files.get(index)), id, batch, item);
        }
        if (content instanceof Content.Video video) {
            return fillVideo(video, id, batch, item);
        }
        throw new IllegalStateException("no such content: " + content);
    }

    /** Decodes twice: which frames are seen depends on how many there are, and a file may promise too many. */
    private View fillVideo(Content.Video video, String id, Tensor batch, int item) {
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
            return fillClip(length, new Playback(source)::at, id, batch, item);
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

    private View place(Image image, Tensor batch, int item) {
        if (card.clip().isPresent()) {
            throw new InvalidDataException("the model sees clips, but the data are single pictures");
        }
        Placement placement = preparer().prepare(image, batch, item);
        Preparation preparation = preparation();
        return new View(preparation.width(), preparation.height(), placement);
    }

    private View fillClip(int length, Clip images, String id, Tensor batch, int item) {
        ClipSampling clip = card.clip()
                .orElseThrow(() -> new InvalidDataException(
                        "sample %s is a clip, but the model's card has no 'clip' in its input".formatted(id)));
        Preparer frames = preparer();
        Tensor frame = Tensor.allocate(batch.type(), frames.shape(1));
        int bytes = (int) frame.type().bytesFor(frame.size());
        int channels = (int) frame.shape().dim(1);
        ByteBuffer target = batch.bytes();
        int base = item * bytes * clip.frames();
        int[] indices = clip.indices(length);
        View view = View.exact(preparation().width(), preparation().height());
        for (int t = 0; t < indices.length; t++) {
            frames.prepare(images.at(indices[t]), frame, 0);
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

    private static Image image(Path file) {
        return ImageReader.read(file);
    }

    private static Image cut(Image image, Box box) {
        int left = Math.max(0, (int) Math.floor(box.left()));
        int top = Math.max(0, (int) Math.floor(box.top()));
        int right = Math.min(image.width(), (int) Math.ceil(box.right()));
        int bottom = Math.min(image.height(), (int) Math.ceil(box.bottom()));
        if (right <= left || bottom <= top) {
            throw new InvalidDataException("box %s lies outside a picture of %s".formatted(box, image));
        }
        int row = 3 * (right - left);
        byte[] rgb = new byte[row * (bottom - top)];
        for (int y = top; y < bottom; y++) {
            System.arraycopy(image.rgb(), 3 * (y * image.width() + left), rgb, (y - top) * row, row);
        }
        return Image.over(right - left, bottom - top, rgb);
    }
}
