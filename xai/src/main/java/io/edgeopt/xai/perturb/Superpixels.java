package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * A picture in patches of like colour that hang together: k-means over colour and place, each patch sought only around
 * its centre (SLIC, Achanta et al., 2012). Of a clip the middle frame decides, and patches go through all frames.
 */
public final class Superpixels {
    private static final int ROUNDS = 10;
    /** How much a step of the patches' distance weighs against a deviation of colour. */
    private static final double COMPACTNESS = 1.0;

    private final int[] labels;
    private final int count;
    private final int height;
    private final int width;

    private Superpixels(int[] labels, int count, int height, int width) {
        this.labels = labels;
        this.count = count;
        this.height = height;
        this.width = width;
    }

    /** About {@code wanted} patches. */
    public static Superpixels of(Tensor input, InputAxes axes, int wanted) {
        Shape shape = input.shape();
        int height = axes.height(shape);
        int width = axes.width(shape);
        double[][] colours = colours(input, axes);
        int columns = Math.max(1, (int) Math.round(Math.sqrt((double) wanted * width / height)));
        int rows = Math.max(1, (int) Math.round((double) wanted / columns));
        double step = Math.max(1, Math.sqrt((double) height * width / (rows * columns)));
        double[][] centres = new double[rows * columns][];
        for (int i = 0; i < centres.length; i++) {
            int y = (int) ((Math.floorDiv(i, columns) + 0.5) * height / rows);
            int x = (int) ((i % columns + 0.5) * width / columns);
            centres[i] = centre(colours[y * width + x], y, x);
        }
        int[] labels = new int[height * width];
        for (int round = 0; round < ROUNDS; round++) {
            assign(labels, colours, centres, height, width, step);
            move(labels, colours, centres, width);
        }
        return connected(labels, height, width, (int) (step * step / 4));
    }

    private static double[] centre(double[] colour, double y, double x) {
        double[] centre = Arrays.copyOf(colour, colour.length + 2);
        centre[colour.length] = y;
        centre[colour.length + 1] = x;
        return centre;
    }

    /** Channels of every place, in deviations. */
    private static double[][] colours(Tensor input, InputAxes axes) {
        Shape shape = input.shape();
        InputAxes.Strides strides = axes.strides(shape);
        float[] values = input.toFloats();
        int width = axes.width(shape);
        int places = axes.height(shape) * width;
        int channels = axes.channels(shape);
        int frame = axes.frames(shape) / 2;
        double[][] colours = new double[places][channels];
        double mean = 0;
        double square = 0;
        for (int i = 0; i < places; i++) {
            for (int c = 0; c < channels; c++) {
                double value = values[strides.at(c, frame, i / width, i % width)];
                colours[i][c] = value;
                mean += value / (places * (double) channels);
                square += value * value / (places * (double) channels);
            }
        }
        double deviation = Math.sqrt(Math.max(1e-12, square - mean * mean));
        for (double[] colour : colours) {
            for (int c = 0; c < channels; c++) {
                colour[c] /= deviation;
            }
        }
        return colours;
    }

    private static void assign(
            int[] labels, double[][] colours, double[][] centres, int height, int width, double step) {
        double[] nearest = new double[labels.length];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        int reach = (int) Math.ceil(2 * step);
        for (int k = 0; k < centres.length; k++) {
            double[] centre = centres[k];
            int channels = centre.length - 2;
            int middleY = (int) centre[channels];
            int middleX = (int) centre[channels + 1];
            for (int y = Math.max(0, middleY - reach); y < Math.min(height, middleY + reach + 1); y++) {
                for (int x = Math.max(0, middleX - reach); x < Math.min(width, middleX + reach + 1); x++) {
                    int place = y * width + x;
                    double dy = (y - centre[channels]) / step;
                    double dx = (x - centre[channels + 1]) / step;
                    double distance = COMPACTNESS * (dy * dy + dx * dx);
                    for (int c = 0; c < channels; c++) {
                        double colour = colours[place][c] - centre[c];
                        distance += colour * colour;
                    }
                    if (distance < nearest[place]) {
                        nearest[place] = distance;
                        labels[place] = k;
                    }
                }
            }
        }
    }

    private static void move(int[] labels, double[][] colours, double[][] centres, int width) {
        int length = centres[0].length;
        double[][] sums = new double[centres.length][length];
        int[] counts = new int[centres.length];
        for (int i = 0; i < labels.length; i++) {
            double[] sum = sums[labels[i]];
            for (int c = 0; c < length - 2; c++) {
                sum[c] += colours[i][c];
            }
            sum[length - 2] += Math.floorDiv(i, width);
            sum[length - 1] += i % width;
            counts[labels[i]]++;
        }
        for (int k = 0; k < centres.length; k++) {
            if (counts[k] > 0) {
                for (int c = 0; c < length; c++) {
                    centres[k][c] = sums[k][c] / counts[k];
                }
            }
        }
    }

    /** Patches that hang together; one smaller than {@code least} joins that which was found before it at its edge. */
    private static Superpixels connected(int[] labels, int height, int width, int least) {
        int[] joined = new int[labels.length];
        Arrays.fill(joined, -1);
        int count = 0;
        for (int start = 0; start < labels.length; start++) {
            if (joined[start] >= 0) {
                continue;
            }
            int neighbour = neighbour(joined, start, width);
            Deque<Integer> open = new ArrayDeque<>();
            Deque<Integer> found = new ArrayDeque<>();
            open.add(start);
            joined[start] = count;
            while (!open.isEmpty()) {
                int place = open.remove();
                found.add(place);
                for (int next : around(place, height, width)) {
                    if (next >= 0 && joined[next] < 0 && labels[next] == labels[start]) {
                        joined[next] = count;
                        open.add(next);
                    }
                }
            }
            if (found.size() < least && neighbour >= 0) {
                found.forEach(place -> joined[place] = neighbour);
            } else {
                count++;
            }
        }
        return new Superpixels(joined, count, height, width);
    }

    private static int neighbour(int[] joined, int place, int width) {
        if (place % width > 0 && joined[place - 1] >= 0) {
            return joined[place - 1];
        }
        return place >= width ? joined[place - width] : -1;
    }

    private static int[] around(int place, int height, int width) {
        int x = place % width;
        return new int[] {
            x > 0 ? place - 1 : -1,
            x < width - 1 ? place + 1 : -1,
            place >= width ? place - width : -1,
            place < (height - 1) * width ? place + width : -1
        };
    }

    public int count() {
        return count;
    }

    /** The patch of a place, counted row after row. */
    public int at(int place) {
        return labels[place];
    }

    /** One value a patch as one value a place, the same in every frame. */
    public float[] spread(double[] values, int frames) {
        float[] spread = new float[frames * labels.length];
        for (int i = 0; i < spread.length; i++) {
            spread[i] = (float) values[labels[i % labels.length]];
        }
        return spread;
    }

    /** Where a patch lies, for people: column and row of its middle as shares of the picture. */
    public String where(int patch) {
        double x = 0;
        double y = 0;
        int size = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == patch) {
                x += i % width + 0.5;
                y += Math.floorDiv(i, width) + 0.5;
                size++;
            }
        }
        return "patch %d at %.0f %%, %.0f %%".formatted(patch, 100 * x / size / width, 100 * y / size / height);
    }
}
