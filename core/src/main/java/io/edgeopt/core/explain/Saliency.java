package io.edgeopt.core.explain;

import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much each place of a network's input spoke for an answer; a place that spoke against it is negative. A clip has a
 * map for each of its frames, a picture has one.
 */
public final class Saliency {
    /** Below this share of the largest value a map is the same everywhere, but for rounding. */
    private static final double FLAT = 1e-5;

    private final String method;
    private final int frames;
    private final int height;
    private final int width;
    private final float[] values;
    private final Optional<String> layer;
    private final Map<String, Double> figures;
    private final List<String> text;

    private Saliency(
            String method,
            int frames,
            int height,
            int width,
            float[] values,
            Optional<String> layer,
            Map<String, Double> figures,
            List<String> text) {
        this.method = method;
        this.frames = frames;
        this.height = height;
        this.width = width;
        this.values = values;
        this.layer = layer;
        this.figures = figures;
        this.text = text;
    }

    /** A map from {@code values}, row after row, frame after frame, which must be numbers. */
    public static Saliency of(String method, int frames, int height, int width, float[] values) {
        if (values.length != frames * height * width) {
            throw new IllegalArgumentException(
                    "%d values are not %d maps of %d x %d".formatted(values.length, frames, width, height));
        }
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a map by %s holds %s".formatted(method, value));
            }
        }
        return new Saliency(method, frames, height, width, values.clone(), Optional.empty(), Map.of(), List.of());
    }

    /** The map of one picture. */
    public static Saliency of(String method, int height, int width, float[] values) {
        return of(method, 1, height, width, values);
    }

    /** The same, seen in that layer of the network. */
    public Saliency inLayer(String named) {
        return new Saliency(method, frames, height, width, values, Optional.of(named), figures, text);
    }

    /** The same with one more figure about how it was found, such as how much of the answer it leaves unexplained. */
    public Saliency with(String figure, double value) {
        Map<String, Double> more = new LinkedHashMap<>(figures);
        more.put(figure, value);
        return new Saliency(method, frames, height, width, values, layer, Collections.unmodifiableMap(more), text);
    }

    /** The same with what the method has to say in words, line by line, such as a tree of decisions. */
    public Saliency saying(List<String> lines) {
        return new Saliency(method, frames, height, width, values, layer, figures, List.copyOf(lines));
    }

    /** The same with as many places as another map of the same picture has, to be drawn like that. */
    public Saliency sizedAs(Saliency other) {
        if (frames == other.frames && height == other.height && width == other.width) {
            return this;
        }
        float[] sized = Upsampling.of(
                values,
                new Upsampling.Grid(frames, height, width),
                new Upsampling.Grid(other.frames, other.height, other.width));
        return new Saliency(method, other.frames, other.height, other.width, sized, layer, figures, text);
    }

    /** The same under the name of another method. */
    public Saliency named(String changed) {
        return new Saliency(changed, frames, height, width, values, layer, figures, text);
    }

    public String method() {
        return method;
    }

    public int frames() {
        return frames;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    public Optional<String> layer() {
        return layer;
    }

    public Map<String, Double> figures() {
        return figures;
    }

    /** What the method has to say in words; most say nothing. */
    public List<String> text() {
        return text;
    }

    public float at(int x, int y) {
        return values[y * width + x];
    }

    /** The values, row after row, frame after frame. */
    public float[] values() {
        return values.clone();
    }

    /** The map of one frame alone. */
    public Saliency frame(int index) {
        float[] part = Arrays.copyOfRange(values, index * height * width, (index + 1) * height * width);
        return new Saliency(method, 1, height, width, part, layer, figures, text);
    }

    /**
     * What spoke for the answer, 1 where most did, as it is drawn and compared.
     *
     * <ul>
     *   <li>What spoke against the answer is 0.
     *   <li>A map that is the same everywhere is 0 everywhere: no place stands out.
     * </ul>
     */
    public float[] heat() {
        float highest = 0;
        float lowest = Float.POSITIVE_INFINITY;
        float largest = 0;
        for (float value : values) {
            highest = Math.max(highest, value);
            lowest = Math.min(lowest, value);
            largest = Math.max(largest, Math.abs(value));
        }
        float[] heat = new float[values.length];
        if (highest <= FLAT * largest || highest - lowest <= FLAT * largest) {
            return heat;
        }
        for (int i = 0; i < heat.length; i++) {
            heat[i] = Math.max(0, values[i]) / highest;
        }
        return heat;
    }

    /** The values as an array of shape {@code height x width}, of a clip {@code frames x height x width}. */
    public Tensor toTensor() {
        return frames == 1 ? Tensor.of(values, height, width) : Tensor.of(values, frames, height, width);
    }

    @Override
    public String toString() {
        return "%s map of %d x %d%s".formatted(method, width, height, frames == 1 ? "" : " x " + frames);
    }
}
