package io.edgeopt.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Fit;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.image.Preparation.Resizer;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreparerTest {
    private static final List<Float> ZEROS = List.of(0f, 0f, 0f);
    private static final List<Float> ONES = List.of(1f, 1f, 1f);

    private static Preparation plain(int width, int height, Fit fit, Channels channels, Layout layout) {
        int count = channels == Channels.GRAY ? 1 : 3;
        return new Preparation(
                width,
                height,
                fit,
                Resizer.NEAREST,
                channels,
                layout,
                1,
                Collections.nCopies(count, 0f),
                Collections.nCopies(count, 1f));
    }

    static Stream<Arguments> references() {
        return Reference.lines("prepare.txt").stream()
                .map(line -> Arguments.of(
                        line[0],
                        Stream.of(line).skip(1).limit(5).map(Integer::valueOf).toList(),
                        line[6]));
    }

    @ParameterizedTest(name = "{0}, seed and sizes {1}")
    @MethodSource("references")
    void makesTheSameTensorAsThePipelineItFollows(String kind, List<Integer> sizes, String expected) {
        Image image = Reference.noise(sizes.get(0), sizes.get(1), sizes.get(2));
        int width = sizes.get(3);
        int height = sizes.get(4);
        Preparation preparation = switch (kind) {
            case "imagenet" -> Preparation.imagenet(width, height);
            case "letterbox" ->
                new Preparation(
                        width, height, Fit.LETTERBOX, Resizer.BILINEAR, Channels.RGB, Layout.NCHW, 255, ZEROS, ONES);
            default ->
                new Preparation(
                        width,
                        height,
                        Fit.LETTERBOX_TOP_LEFT,
                        Resizer.BILINEAR,
                        Channels.BGR,
                        Layout.NCHW,
                        1,
                        ZEROS,
                        ONES);
        };

        Tensor input = Preparer.of(preparation).prepare(image);

        float[] values = new float[3 * width * height];
        ByteBuffer.wrap(Reference.bytes(expected))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        assertThat(input.toFloats()).isEqualTo(values);
    }

    @Test
    void laysColoursOutAsAsked() {
        Image image = Image.over(2, 1, new byte[] {1, 2, 3, 4, 5, 6});

        assertThat(prepared(image, Channels.RGB, Layout.NCHW)).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(prepared(image, Channels.BGR, Layout.NCHW)).containsExactly(3, 6, 2, 5, 1, 4);
        assertThat(prepared(image, Channels.RGB, Layout.NHWC)).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(prepared(image, Channels.BGR, Layout.NHWC)).containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(prepared(image, Channels.GRAY, Layout.NCHW)).containsExactly(2, 5);
    }

    private static float[] prepared(Image image, Channels channels, Layout layout) {
        return Preparer.of(plain(2, 1, Fit.STRETCH, channels, layout))
                .prepare(image)
                .toFloats();
    }

    @Test
    void fillsOneItemOfABatchAndLeavesTheOthers() {
        Preparer preparer = Preparer.of(plain(2, 2, Fit.STRETCH, Channels.RGB, Layout.NCHW));
        Tensor batch = Tensor.allocate(ElementType.FLOAT, preparer.shape(3));
        Image white = Image.blank(2, 2);
        Arrays.fill(white.rgb(), (byte) 255);

        preparer.prepare(white, batch, 1);

        float[] values = batch.toFloats();
        assertThat(Arrays.copyOfRange(values, 0, 12)).containsOnly(0f);
        assertThat(Arrays.copyOfRange(values, 12, 24)).containsOnly(255f);
        assertThat(Arrays.copyOfRange(values, 24, 36)).containsOnly(0f);
    }

    @Test
    void givesBytesAsTheyAreToANetworkThatTakesBytes() {
        Preparer preparer = Preparer.of(new Preparation(
                2, 1, Fit.STRETCH, Resizer.NEAREST, Channels.BGR, Layout.NHWC, 255, List.of(9f, 9f, 9f), ONES));
        Tensor input = Tensor.allocate(ElementType.UINT8, preparer.shape(1));

        preparer.prepare(Image.over(2, 1, new byte[] {1, 2, 3, 4, 5, (byte) 250}), input, 0);

        assertThat(input.toLongs()).containsExactly(3, 2, 1, 250, 5, 4);
    }

    @Test
    void refusesATensorThatCannotHoldThePicture() {
        Preparer preparer = Preparer.of(Preparation.imagenet(8, 8));
        Tensor input = Tensor.allocate(ElementType.FLOAT, preparer.shape(2));

        assertThatThrownBy(() -> preparer.prepare(Image.blank(9, 9), input, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("item 2");
    }

    @ParameterizedTest
    @EnumSource
    void mapsBoxesToTheInputAndBack(Fit fit) {
        Image image = Image.blank(90, 60);
        // A red square in the middle, which every fit keeps.
        for (int y = 25; y < 35; y++) {
            for (int x = 40; x < 50; x++) {
                image.set(x, y, 255, 0, 0);
            }
        }
        Preparer preparer = Preparer.of(plain(48, 48, fit, Channels.RGB, Layout.NCHW));
        Tensor input = Tensor.allocate(ElementType.FLOAT, preparer.shape(1));
        Box square = new Box(40, 25, 50, 35);

        Placement placement = preparer.prepare(image, input, 0);

        Box seen = placement.toInput(square);
        Box found = redIn(input.toFloats(), 48);
        assertThat(found.left()).isCloseTo(seen.left(), within(1f));
        assertThat(found.top()).isCloseTo(seen.top(), within(1f));
        assertThat(found.right()).isCloseTo(seen.right(), within(1f));
        assertThat(found.bottom()).isCloseTo(seen.bottom(), within(1f));
        Box back = placement.toSource(seen);
        assertThat(back.left()).isCloseTo(40, within(1e-3f));
        assertThat(back.bottom()).isCloseTo(35, within(1e-3f));
    }

    private static Box redIn(float[] planes, int side) {
        int left = side;
        int top = side;
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int i = y * side + x;
                if (planes[i] == 255 && planes[i + side * side] == 0) {
                    left = Math.min(left, x);
                    top = Math.min(top, y);
                    right = Math.max(right, x + 1);
                    bottom = Math.max(bottom, y + 1);
                }
            }
        }
        return new Box(left, top, right, bottom);
    }

    @Test
    void cutsBoxesOffAtThePicturesEdges() {
        Placement placement = Fitting.of(plain(64, 64, Fit.LETTERBOX, Channels.RGB, Layout.NCHW), 64, 32)
                .placement();

        Box box = placement.toSource(new Box(-5, 0, 70, 30));

        assertThat(box).isEqualTo(new Box(0, 0, 64, 14));
    }

    @ParameterizedTest
    @EnumSource
    void allocatesNextToNothingForEachFrame(Resizer resizer) {
        Preparer preparer = Preparer.of(
                new Preparation(56, 56, Fit.LETTERBOX, resizer, Channels.RGB, Layout.NCHW, 255, ZEROS, ONES));
        Tensor input = Tensor.allocate(ElementType.FLOAT, preparer.shape(1));
        Image frame = Reference.noise(4, 160, 120);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        preparer.prepare(frame, input, 0);
        int frames = 200;

        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < frames; i++) {
            preparer.prepare(frame, input, 0);
        }
        long perFrame = (threads.getThreadAllocatedBytes(thread) - before) / frames;

        assertThat(perFrame).isLessThan(1024);
    }
}
