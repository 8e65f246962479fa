package io.edgeopt.autograd.loss;

import java.util.ArrayList;
import java.util.List;

/**
 * What the cells of a batch should say. There is always one row of distances, since DJL makes no empty arrays; in a
 * batch without objects it weighs nothing.
 */
final class CellTargets {
    @SuppressWarnings("ArrayRecordComponent") // Numbers on their way into one array, never compared.
    private record Row(int index, float[] distances, float weight) {}

    private final int classes;
    private final float[] quality;
    private final List<Row> rows = new ArrayList<>();

    CellTargets(int items, int cells, int classes) {
        this.classes = classes;
        this.quality = new float[items * cells * classes];
    }

    /**
     * A cell answers for an object.
     *
     * @param index in the batch's table of cells
     * @param distances from the cell's middle to the object's edges, in strides
     * @param share how good its answer is, which is the score that it should give
     */
    void add(int index, int label, float[] distances, float share) {
        quality[index * classes + label] = share;
        rows.add(new Row(index, distances, share));
    }

    /** A cell that answers for nothing and need not say so. */
    void ignore(int index) {
        for (int i = 0; i < classes; i++) {
            quality[index * classes + i] = -1;
        }
    }

    /** For each cell and class the score that it should give; below 0 where that does not matter. */
    float[] quality() {
        return quality;
    }

    long[] rows() {
        return rows.isEmpty()
                ? new long[1]
                : rows.stream().mapToLong(Row::index).toArray();
    }

    float[] distances() {
        float[] all = new float[4 * Math.max(1, rows.size())];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i).distances(), 0, all, 4 * i, 4);
        }
        return all;
    }

    float[] weights() {
        float[] weights = new float[Math.max(1, rows.size())];
        for (int i = 0; i < rows.size(); i++) {
            weights[i] = rows.get(i).weight();
        }
        return weights;
    }
}
