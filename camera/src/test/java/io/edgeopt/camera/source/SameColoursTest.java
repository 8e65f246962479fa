package io.edgeopt.camera.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Orientation;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RGB of frames to the last bit. The sums were the same on x86 and on ARM (under an emulator). */
class SameColoursTest {
    /** What a decoder might leave: noise, the same in every processor's layout of memory. */
    private static AVFrame noise(String format, int width, int height) {
        FfmpegLibrary.require();
        AVFrame frame = avutil.av_frame_alloc();
        frame.width(width).height(height).format(avutil.av_get_pix_fmt(format));
        assertThat(avutil.av_frame_get_buffer(frame, 0)).isZero();
        int bytes = format.contains("10") ? 2 : 1;
        for (int plane = 0; plane < 3 && frame.linesize(plane) > 0; plane++) {
            boolean half = plane > 0;
            int columns = half ? (width + 1) / 2 : width;
            int rows = half ? (height + 1) / 2 : height;
            for (int y = 0; y < rows; y++) {
                BytePointer row = new BytePointer(frame.data(plane)).position((long) y * frame.linesize(plane));
                for (int x = 0; x < columns; x++) {
                    int hash = (((plane * 4099 + y) * 4099 + x) * 0x9E3779B1) >>> 8;
                    if (bytes == 1) {
                        row.put(x, (byte) hash);
                    } else {
                        row.putShort(2L * x, (short) (hash & 1023));
                    }
                }
            }
        }
        return frame;
    }

    @ParameterizedTest
    @CsvSource({
        "yuv420p,640,480,1923581136",
        "yuvj420p,640,480,310629947",
        "yuv420p,150,100,2240305492",
        "yuv420p,320,241,3395990846",
        "yuv420p,321,240,2879302714",
        "yuv420p10le,640,480,1572157515"
    })
    void isTheSameOnEveryProcessor(String format, int width, int height, long expected) {
        DecodedSlot slot = new DecodedSlot(Orientation.UPRIGHT);
        slot.take(noise(format, width, height));

        Image image = slot.image();

        CRC32 found = new CRC32();
        found.update(image.rgb());
        assertThat(found.getValue()).isEqualTo(expected);
        slot.release();
    }
}
