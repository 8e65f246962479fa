package io.edgeopt.camera.sink;

import io.edgeopt.camera.file.FfmpegLibrary;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.jspecify.annotations.Nullable;

/** A video through FFmpeg, which appears when it is closed: H.264 where this FFmpeg has it, else MPEG-4. */
final class VideoRecording implements MovingPicture {
    private static final int BITS_A_PIXEL = 4;

    private final Path file;
    private final Path unfinished;
    private final String muxer;
    private final double fps;
    private @Nullable FFmpegFrameRecorder recorder;
    private @Nullable Frame frame;
    private long last = -1;

    /**
     * Nothing is written before the first picture, which says how large all are.
     *
     * @param muxer FFmpeg's name of the kind of file
     */
    VideoRecording(Path file, String muxer, double fps) {
        this.file = file;
        this.unfinished = file.resolveSibling(file.getFileName() + ".part");
        this.muxer = muxer;
        this.fps = fps;
    }

    @Override
    public void add(Image image, double seconds) {
        try {
            FFmpegFrameRecorder into = recorder == null ? begin(image) : recorder;
            // Of two pictures for one place the first is in the file.
            long place = Math.round(seconds * fps);
            if (place <= last) {
                return;
            }
            last = place;
            into.setFrameNumber(Math.toIntExact(place));
            into.record(filled(image), avutil.AV_PIX_FMT_RGB24);
        } catch (FrameRecorder.Exception e) {
            throw cannot(e);
        }
    }

    private FFmpegFrameRecorder begin(Image image) throws FrameRecorder.Exception {
        FfmpegLibrary.require();
        AVCodec modern = avcodec.avcodec_find_encoder(avcodec.AV_CODEC_ID_H264);
        int codec = modern == null || modern.isNull() ? avcodec.AV_CODEC_ID_MPEG4 : avcodec.AV_CODEC_ID_H264;
        // Encoders for colours at half resolution want even sides.
        int width = image.width() & ~1;
        int height = image.height() & ~1;
        FFmpegFrameRecorder made = new FFmpegFrameRecorder(unfinished.toString(), width, height);
        made.setFormat(muxer);
        made.setVideoCodec(codec);
        made.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        made.setFrameRate(fps);
        made.setVideoBitrate(BITS_A_PIXEL * width * height);
        made.setGopSize((int) Math.max(1, Math.round(fps)));
        made.start();
        recorder = made;
        frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
        return made;
    }

    private Frame filled(Image image) {
        Frame room = frame;
        if (room == null) {
            throw new IllegalStateException("a recording that has not begun");
        }
        ByteBuffer pixels = (ByteBuffer) room.image[0];
        for (int y = 0; y < room.imageHeight && y < image.height(); y++) {
            pixels.put(
                    y * room.imageStride,
                    image.rgb(),
                    3 * y * image.width(),
                    3 * Math.min(room.imageWidth, image.width()));
        }
        return room;
    }

    private InvalidDataException cannot(Exception e) {
        return new InvalidDataException("video %s cannot be written: %s".formatted(file, e.getMessage()), e);
    }

    @Override
    public void close() {
        FFmpegFrameRecorder open = recorder;
        if (open == null) {
            return;
        }
        recorder = null;
        try {
            open.stop();
            open.release();
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (FrameRecorder.Exception e) {
            throw cannot(e);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
