package io.edgeopt.camera.pipeline;

import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.tensor.Tensor;
import java.nio.ByteBuffer;

/**
 * The newest prepared frames, from which a model that sees clips takes its input. A model whose card spreads its frames
 * over the whole of a clip sees the last {@link #SECONDS}.
 */
final class ClipWindow {
    /** How long the clips are that such models are trained on. */
    static final double SECONDS = 2;

    private final ClipSampling sampling;
    private final int step;
    private final int frameBytes;
    private final int channels;
    private final ByteBuffer ring;
    private long seen;

    private ClipWindow(ClipSampling sampling, int step, int frameBytes, int channels) {
        this.sampling = sampling;
        this.step = step;
        this.frameBytes = frameBytes;
        this.channels = channels;
        this.ring = ByteBuffer.allocateDirect(frameBytes * sampling.frames());
    }

    /** A window for prepared frames like {@code frame}, which come at {@code fps}. */
    static ClipWindow of(ClipSampling sampling, double fps, Tensor frame) {
        int step = sampling.sampling() == ClipSampling.Sampling.DENSE
                ? sampling.step()
                : Math.max(1, (int) Math.round(SECONDS * fps / sampling.frames()));
        int channels = Math.toIntExact(frame.shape().dim(1));
        return new ClipWindow(sampling, step, Math.toIntExact(frame.byteSize()), channels);
    }

    /** Whether the next frame is one of those that the window keeps. */
    boolean wantsNext() {
        return seen % step == 0;
    }

    /** The next frame is the first. */
    void clear() {
        seen = 0;
    }

    /** A frame that the window does not want went by. */
    void pass() {
        seen++;
    }

    void add(Tensor frame) {
        int place = Math.toIntExact(seen / step % sampling.frames());
        ring.put(place * frameBytes, frame.bytes(), 0, frameBytes);
        seen++;
    }

    /** How many frames it has been given that it kept. */
    private long kept() {
        return (seen + step - 1) / step;
    }

    boolean isFull() {
        return kept() >= sampling.frames();
    }

    /** Writes the clip, oldest frame first, as the model wants it laid out. */
    void copyTo(Tensor input) {
        ByteBuffer target = input.bytes();
        int frames = sampling.frames();
        int plane = frameBytes / channels;
        int oldest = Math.toIntExact(kept() % frames);
        for (int t = 0; t < frames; t++) {
            int from = (oldest + t) % frames * frameBytes;
            if (sampling.order() == ClipSampling.Order.NTCHW) {
                target.put(t * frameBytes, ring, from, frameBytes);
                continue;
            }
            for (int c = 0; c < channels; c++) {
                target.put((c * frames + t) * plane, ring, from + c * plane, plane);
            }
        }
    }
}
