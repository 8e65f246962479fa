package io.edgeopt.camera.file;

import io.edgeopt.core.image.Image;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** A video of a white square that moves four pixels to the right with every frame, on dark blue. */
public final class DrawnVideo {
    public static final int WIDTH = 150;
    public static final int HEIGHT = 100;
    public static final int SIDE = 16;
    public static final int TOP = 40;
    public static final int STEP = 4;
    public static final int FPS = 10;

    private DrawnVideo() {}

    public static Image picture(int index) {
        Image image = Image.blank(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean inside = y >= TOP && y < TOP + SIDE && x >= STEP * index && x < STEP * index + SIDE;
                image.set(x, y, inside ? 255 : 10, inside ? 255 : 20, inside ? 255 : 60);
            }
        }
        return image;
    }

    /** Where the square begins, as the picture shows it; bright means the square. */
    public static int left(Image image) {
        int y = TOP + SIDE / 2;
        for (int x = 0; x < image.width(); x++) {
            if (image.at(x, y, 0) > 130) {
                return x;
            }
        }
        return -1;
    }

    /** Key frames every {@code keyEvery} frames, so that seeking has something to land on. */
    public static Path write(Path file, String format, int codec, int frames, int keyEvery) {
        FfmpegLibrary.require();
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toString(), WIDTH, HEIGHT);
                Frame frame = new Frame(WIDTH, HEIGHT, Frame.DEPTH_UBYTE, 3)) {
            recorder.setFormat(format);
            recorder.setVideoCodec(codec);
            recorder.setPixelFormat(
                    codec == avcodec.AV_CODEC_ID_MJPEG ? avutil.AV_PIX_FMT_YUVJ420P : avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(FPS);
            recorder.setVideoBitrate(2_000_000);
            recorder.setGopSize(keyEvery);
            recorder.start();
            for (int i = 0; i < frames; i++) {
                byte[] rgb = picture(i).rgb();
                ByteBuffer pixels = (ByteBuffer) frame.image[0];
                for (int y = 0; y < HEIGHT; y++) {
                    pixels.put(y * frame.imageStride, rgb, 3 * y * WIDTH, 3 * WIDTH);
                }
                recorder.record(frame, avutil.AV_PIX_FMT_RGB24);
            }
            recorder.stop();
        } catch (org.bytedeco.javacv.FrameRecorder.Exception e) {
            throw new IllegalStateException(e);
        }
        return file;
    }
}
