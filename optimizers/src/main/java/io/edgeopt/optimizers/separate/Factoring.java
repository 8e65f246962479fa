package io.edgeopt.optimizers.separate;

import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution's weights as two matrices for each of its blocks, and how those become the weights of two convolutions.
 * A block is what is factored on its own: a channel, of depthwise filters; else a group.
 */
final class Factoring {
    private final Form form;
    private final Kernel kernel;
    private final List<LowRank> blocks;

    private Factoring(Form form, Kernel kernel, List<LowRank> blocks) {
        this.form = form;
        this.kernel = kernel;
        this.blocks = blocks;
    }

    static Factoring of(Form form, Kernel kernel) {
        List<LowRank> blocks = new ArrayList<>();
        for (int group = 0; group < kernel.groups(); group++) {
            switch (form) {
                case DEPTHWISE -> {
                    for (int input = 0; input < kernel.inputs(); input++) {
                        blocks.add(LowRank.of(channel(kernel, group, input)));
                    }
                }
                case SPATIAL -> blocks.add(LowRank.of(rowsByColumns(kernel, group)));
                case CHANNEL -> blocks.add(LowRank.of(filters(kernel, group)));
            }
        }
        return new Factoring(form, kernel, blocks);
    }

    private static double[][] channel(Kernel kernel, int group, int input) {
        int outputs = kernel.outputsOfAGroup();
        double[][] matrix = new double[outputs][kernel.places()];
        for (int o = 0; o < outputs; o++) {
            for (int place = 0; place < kernel.places(); place++) {
                matrix[o][place] = kernel.at(group * outputs + o, input, place);
            }
        }
        return matrix;
    }

    private static double[][] filters(Kernel kernel, int group) {
        int outputs = kernel.outputsOfAGroup();
        double[][] matrix = new double[outputs][kernel.inputs() * kernel.places()];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < kernel.inputs(); i++) {
                for (int place = 0; place < kernel.places(); place++) {
                    matrix[o][i * kernel.places() + place] = kernel.at(group * outputs + o, i, place);
                }
            }
        }
        return matrix;
    }

    /** Outputs and places along the last axes, by inputs and places along the first. */
    private static double[][] rowsByColumns(Kernel kernel, int group) {
        int outputs = kernel.outputsOfAGroup();
        int others = kernel.others();
        double[][] matrix = new double[outputs * others][kernel.inputs() * kernel.first()];
        for (int o = 0; o < outputs; o++) {
            for (int i = 0; i < kernel.inputs(); i++) {
                for (int y = 0; y < kernel.first(); y++) {
                    for (int x = 0; x < others; x++) {
                        matrix[o * others + x][i * kernel.first() + y] =
                                kernel.at(group * outputs + o, i, y * others + x);
                    }
                }
            }
        }
        return matrix;
    }

    int fullRank() {
        return blocks.get(0).fullRank();
    }

    /** The share of the squares of all weights that a rank holds. */
    double energy(int rank) {
        double held = 0;
        double all = 0;
        for (LowRank block : blocks) {
            double[] energies = block.energies();
            held += Arrays.stream(energies).limit(rank).sum();
            all += Arrays.stream(energies).sum();
        }
        return all == 0 ? 1 : Math.min(1, held / all);
    }

    /** The weights of the first convolution. */
    Tensor first(int rank) {
        List<Long> shape = new ArrayList<>();
        shape.add((long) blocks.size() * rank);
        shape.add(form == Form.DEPTHWISE ? 1L : (long) kernel.inputs());
        long[] extents = kernel.extents();
        for (int axis = 0; axis < extents.length; axis++) {
            shape.add(form == Form.SPATIAL && axis > 0 ? 1L : extents[axis]);
        }
        float[] values =
                new float[(int) shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b)];
        int at = 0;
        for (LowRank block : blocks) {
            for (double[] row : block.right(rank)) {
                for (double value : row) {
                    values[at++] = (float) value;
                }
            }
        }
        return tensor(values, shape);
    }

    /** The weights of the second convolution, whose groups are the kernel's. */
    Tensor second(int rank) {
        int outputs = kernel.outputsOfAGroup();
        int channels = form == Form.DEPTHWISE ? kernel.inputs() * rank : rank;
        int others = form == Form.SPATIAL ? kernel.others() : 1;
        float[] values = new float[kernel.outputs() * channels * others];
        for (int b = 0; b < blocks.size(); b++) {
            double[][] left = blocks.get(b).left(rank);
            int group = form == Form.DEPTHWISE ? b / kernel.inputs() : b;
            int before = form == Form.DEPTHWISE ? b % kernel.inputs() * rank : 0;
            for (int row = 0; row < left.length; row++) {
                int output = group * outputs + row / others;
                for (int r = 0; r < rank; r++) {
                    values[(output * channels + before + r) * others + row % others] = (float) left[row][r];
                }
            }
        }
        List<Long> shape = new ArrayList<>(List.of((long) kernel.outputs(), (long) channels));
        long[] extents = kernel.extents();
        for (int axis = 0; axis < extents.length; axis++) {
            shape.add(form == Form.SPATIAL && axis > 0 ? extents[axis] : 1L);
        }
        return tensor(values, shape);
    }

    /** The weights of one convolution that does what the two do: what the result is checked against. */
    Tensor composed(int rank) {
        int places = kernel.places();
        int outputs = kernel.outputsOfAGroup();
        float[] values = new float[kernel.outputs() * kernel.inputs() * places];
        for (int b = 0; b < blocks.size(); b++) {
            double[][] left = blocks.get(b).left(rank);
            double[][] right = blocks.get(b).right(rank);
            for (int row = 0; row < left.length; row++) {
                for (int column = 0; column < right[0].length; column++) {
                    double sum = 0;
                    for (int r = 0; r < rank; r++) {
                        sum += left[row][r] * right[r][column];
                    }
                    values[index(b, outputs, row, column)] = (float) sum;
                }
            }
        }
        List<Long> shape = new ArrayList<>(List.of((long) kernel.outputs(), (long) kernel.inputs()));
        Arrays.stream(kernel.extents()).forEach(shape::add);
        return tensor(values, shape);
    }

    private int index(int block, int outputs, int row, int column) {
        int places = kernel.places();
        int others = kernel.others();
        return switch (form) {
            case DEPTHWISE -> {
                int output = block / kernel.inputs() * outputs + row;
                yield (output * kernel.inputs() + block % kernel.inputs()) * places + column;
            }
            case SPATIAL -> {
                int output = block * outputs + row / others;
                int input = column / kernel.first();
                yield (output * kernel.inputs() + input) * places + column % kernel.first() * others + row % others;
            }
            case CHANNEL -> (block * outputs + row) * kernel.inputs() * places + column;
        };
    }

    private static Tensor tensor(float[] values, List<Long> shape) {
        return Tensor.of(values, shape.stream().mapToLong(Long::longValue).toArray());
    }
}
