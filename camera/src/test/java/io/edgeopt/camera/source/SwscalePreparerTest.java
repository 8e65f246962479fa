package io.edgeopt.camera.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.camera.file.DrawnVideo;
import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.camera.source.SlotPreparer.Resizing;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Orientation;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Fit;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.image.Preparation.Resizer;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values stay as levels from 0 to 255, so that differences can be read as such. */
class SwscalePreparerTest {
    private static final int SIDE = 32;

    @TempDir
    private Path folder;

    private static Preparation levels(int side, Channels channels) {
        return new Preparation(
                side,
                side,
                Fit.STRETCH,
                Resizer.BILINEAR_ANTIALIAS,
                channels,
                Layout.NCHW,
                1,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
    }

    private static Tensor prepared(Slot slot, Preparation preparation, Resizing resizing) {
        Tensor input = Tensor.allocate(ElementType.FLOAT, Shape.of(1, 3, preparation.height(), preparation.width()));
        SlotPreparer.of(preparation, resizing).prepare(slot, input, 0);
        return input;
    }

    private static DecodedSlot frame(int width, int height) {
        FfmpegLibrary.require();
        DecodedSlot slot = new DecodedSlot(Orientation.UPRIGHT);
        slot.room(width, height);
        return slot;
    }

    private static void fill(ByteBuffer plane, int value) {
        for (int i = 0; i < plane.capacity(); i++) {
            plane.put(i, (byte) value);
        }
    }

    private static double clip(double level) {
        return Math.max(0, Math.min(255, level));
    }

    /** Grey, primary colours, and what no screen can show. */
    @ParameterizedTest
    @CsvSource({"16,128,128", "235,128,128", "126,128,128", "81,90,240", "145,54,34", "41,240,110", "0,0,0", "255,255,0"
    })
    void makesColoursByTheirStandard(int luma, int blue, int red) {
        DecodedSlot slot = frame(64, 48);
        ByteBuffer[] planes = slot.room(64, 48);
        fill(planes[0], luma);
        fill(planes[1], blue);
        fill(planes[2], red);

        float[] found =
                prepared(slot, levels(SIDE, Channels.BGR), Resizing.SWSCALE).toFloats();

        // ITU-R 601, as in its text.
        double y = (luma - 16) / 219.0;
        double cb = (blue - 128) / 224.0;
        double cr = (red - 128) / 224.0;
        double[] expected = {
            clip(255 * (y + 1.772 * cb)), clip(255 * (y - 0.344136 * cb - 0.714136 * cr)), clip(255 * (y + 1.402 * cr))
        };
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < SIDE * SIDE; i++) {
                assertThat((double) found[c * SIDE * SIDE + i]).isCloseTo(expected[c], within(1.0));
            }
        }
        slot.release();
    }

    /** FFmpeg converts eight pixels at a time. */
    @ParameterizedTest
    @ValueSource(ints = {276, 426, 640})
    void showsFramesToTheirLastColumn(int width) {
        DecodedSlot slot = frame(width, 16);
        ByteBuffer[] planes = slot.room(width, 16);
        fill(planes[0], 235);
        fill(planes[1], 128);
        fill(planes[2], 128);

        Image image = slot.image();

        for (int x = 0; x < width; x++) {
            assertThat(image.at(x, 7, 0)).as("column %d", x).isGreaterThan(250);
        }
        slot.release();
    }

    @Test
    void resizesAsTheCardsWideningBilinear() {
        DecodedSlot slot = frame(640, 480);
        ByteBuffer[] planes = slot.room(640, 480);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < planes[0].capacity(); i++) {
            planes[0].put(i, (byte) (40 + random.nextInt(150)));
        }
        fill(planes[1], 128);
        fill(planes[2], 128);

        float[] card = prepared(slot, levels(224, Channels.RGB), Resizing.CARD).toFloats();
        float[] quick =
                prepared(slot, levels(224, Channels.RGB), Resizing.SWSCALE).toFloats();

        double worst = 0;
        double sum = 0;
        for (int i = 0; i < card.length; i++) {
            double difference = Math.abs(card[i] - quick[i]);
            worst = Math.max(worst, difference);
            sum += difference;
        }
        // Noise is the worst case: FFmpeg leaves out weights that hardly count, and places filters less finely. RGB in
        // whole levels, made alike on every processor, is darker by 1.3 levels as well.
        assertThat(worst).isLessThan(9);
        assertThat(sum / card.length).isLessThan(2);
        slot.release();
    }

    @Test
    void knowsFramesWhoseValuesReachFromZeroTo255() {
        Path file = DrawnVideo.write(folder.resolve("pictures.avi"), "avi", avcodec.AV_CODEC_ID_MJPEG, 3, 1);
        try (VideoCamera camera = VideoCamera.open(file)) {
            Slot slot = camera.slot();
            camera.grab(slot);

            float[] card =
                    prepared(slot, levels(SIDE, Channels.RGB), Resizing.CARD).toFloats();
            float[] quick =
                    prepared(slot, levels(SIDE, Channels.RGB), Resizing.SWSCALE).toFloats();

            // The upper left corner, where nothing but the background is.
            for (int c = 0; c < 3; c++) {
                int at = c * SIDE * SIDE;
                assertThat(quick[at]).isCloseTo(card[at], within(2f));
            }
            slot.release();
        }
    }

    @Test
    void allocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        DecodedSlot slot = frame(160, 120);
        SlotPreparer preparer = SlotPreparer.of(levels(SIDE, Channels.RGB), Resizing.SWSCALE);
        Tensor[] inputs = new Tensor[2];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = Tensor.allocate(ElementType.FLOAT, Shape.of(1, 3, SIDE, SIDE));
            preparer.prepare(slot, inputs[i], 0);
        }
        long thread = Thread.currentThread().getId();

        long before = threads.getThreadAllocatedBytes(thread);
        for (int i = 0; i < 2000; i++) {
            preparer.prepare(slot, inputs[i % 2], 0);
        }
        long after = threads.getThreadAllocatedBytes(thread);

        // The smallest object is 16 bytes; asking the thread's account, and compiling, may themselves take a little.
        assertThat(after - before).isLessThan(2000 * 16);
        slot.release();
    }
}
