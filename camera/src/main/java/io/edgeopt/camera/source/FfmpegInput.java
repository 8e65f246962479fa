package io.edgeopt.camera.source;

import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.image.Orientation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** One opened stream of pictures and its decoder. Decodes on the calling thread, so that its cost is seen there. */
final class FfmpegInput implements AutoCloseable {
    /** What came of asking for a frame. */
    enum Read {
        FRAME,
        DAMAGED,
        END,
        /** The stream broke off or fell silent. */
        LOST
    }

    /** FFmpeg's AV_FRAME_FLAG_CORRUPT, which the bindings do not have. */
    private static final int CORRUPT = 1;

    private final AVFormatContext format;
    private final AVCodecContext decoder;
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame frame = avutil.av_frame_alloc();
    private final int stream;
    private final Patience patience;
    private boolean draining;
    private String trouble = "";

    private FfmpegInput(AVFormatContext format, AVCodecContext decoder, int stream, Patience patience) {
        this.format = format;
        this.decoder = decoder;
        this.stream = stream;
        this.patience = patience;
    }

    /**
     * @param what to call it where it cannot be opened
     * @param url as FFmpeg has it
     * @param demuxer such as {@code v4l2}; empty lets FFmpeg find out
     * @param patience how long to wait for frames
     */
    static FfmpegInput open(String what, String url, String demuxer, Map<String, String> settings, Patience patience) {
        AVFormatContext format = avformat.avformat_alloc_context();
        patience.watch(format);
        AVInputFormat kind = null;
        if (!demuxer.isEmpty()) {
            kind = avformat.av_find_input_format(demuxer);
            if (kind == null || kind.isNull()) {
                throw new BackendException(
                        "%s cannot be opened: FFmpeg's '%s' does not load; apt-get install libxcb1 libxcb-shm0 libasound2 libpulse0"
                                .formatted(what, demuxer));
            }
        }
        AVDictionary options = new AVDictionary(null);
        settings.forEach((name, value) -> avutil.av_dict_set(options, name, value, 0));
        patience.begin();
        // On failure it frees the context itself.
        int opened = avformat.avformat_open_input(format, url, kind, options);
        avutil.av_dict_free(options);
        if (opened < 0) {
            throw cannot(what, patience.isOver() ? patience.words() : words(opened));
        }
        try {
            patience.begin();
            AVDictionary none = null;
            int found = avformat.avformat_find_stream_info(format, none);
            AVCodec codec = null;
            int stream = avformat.av_find_best_stream(format, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, codec, 0);
            if (found < 0 || stream < 0) {
                throw cannot(what, patience.isOver() ? patience.words() : "it holds no pictures");
            }
            return new FfmpegInput(format, decoder(what, format.streams(stream)), stream, patience);
        } catch (RuntimeException e) {
            avformat.avformat_close_input(format);
            throw e;
        }
    }

    private static AVCodecContext decoder(String what, AVStream stream) {
        AVCodec codec = avcodec.avcodec_find_decoder(stream.codecpar().codec_id());
        if (codec == null || codec.isNull()) {
            throw cannot(what, "this FFmpeg cannot decode it");
        }
        AVCodecContext decoder = avcodec.avcodec_alloc_context3(codec);
        avcodec.avcodec_parameters_to_context(decoder, stream.codecpar());
        decoder.thread_count(1);
        AVDictionary none = null;
        int opened = avcodec.avcodec_open2(decoder, codec, none);
        if (opened < 0 || decoder.width() < 1 || decoder.height() < 1) {
            avcodec.avcodec_free_context(decoder);
            throw cannot(what, opened < 0 ? words(opened) : "its pictures have no size");
        }
        return decoder;
    }

    private static InvalidDataException cannot(String what, String why) {
        return new InvalidDataException("%s cannot be opened: %s".formatted(what, why));
    }

    static String words(int error) {
        byte[] text = new byte[256];
        avutil.av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    int width() {
        return decoder.width();
    }

    int height() {
        return decoder.height();
    }

    /** Frames a second; 0 where the stream does not say. */
    double fps() {
        AVRational rate = format.streams(stream).avg_frame_rate();
        double fps = rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
        return fps > 0 && fps < 1000 ? fps : 0;
    }

    long frames() {
        return format.streams(stream).nb_frames();
    }

    Orientation orientation() {
        AVStream chosen = format.streams(stream);
        AVPacketSideData first = chosen.codecpar().coded_side_data();
        if (first == null || first.isNull()) {
            return Orientation.UPRIGHT;
        }
        AVPacketSideData matrix = avcodec.av_packet_side_data_get(
                first, chosen.codecpar().nb_coded_side_data(), avcodec.AV_PKT_DATA_DISPLAYMATRIX);
        if (matrix == null || matrix.isNull()) {
            return Orientation.UPRIGHT;
        }
        double degrees = avutil.av_display_rotation_get(new IntPointer(matrix.data()));
        // FFmpeg counts degrees against the clock.
        return Double.isFinite(degrees) ? Orientation.turning(-degrees) : Orientation.UPRIGHT;
    }

    /** The next frame, which stays in this input's hands until it is asked for by {@link #frame}. */
    Read read() {
        while (true) {
            int received = avcodec.avcodec_receive_frame(decoder, frame);
            if (received == 0) {
                boolean damaged = frame.decode_error_flags() != 0 || (frame.flags() & CORRUPT) != 0;
                return damaged ? Read.DAMAGED : Read.FRAME;
            }
            if (received == avutil.AVERROR_EOF()) {
                return Read.END;
            }
            if (received != avutil.AVERROR_EAGAIN()) {
                trouble = words(received);
                return Read.DAMAGED;
            }
            @Nullable Read ended = feed();
            if (ended != null) {
                return ended;
            }
        }
    }

    /** Hands one packet to the decoder; answers what is wrong with it, if anything is. */
    private @Nullable Read feed() {
        if (draining) {
            return Read.END;
        }
        patience.begin();
        int read = avformat.av_read_frame(format, packet);
        if (patience.isOver()) {
            trouble = patience.words();
            return Read.LOST;
        }
        if (read == avutil.AVERROR_EOF()) {
            draining = true;
            avcodec.avcodec_send_packet(decoder, null);
            return null;
        }
        if (read < 0) {
            trouble = words(read);
            return Read.LOST;
        }
        if (packet.stream_index() != stream) {
            avcodec.av_packet_unref(packet);
            return null;
        }
        int sent = avcodec.avcodec_send_packet(decoder, packet);
        avcodec.av_packet_unref(packet);
        if (sent < 0) {
            trouble = words(sent);
            return Read.DAMAGED;
        }
        return null;
    }

    AVFrame frame() {
        return frame;
    }

    /** What was wrong last, in FFmpeg's words. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(decoder);
        avformat.avformat_close_input(format);
    }
}
