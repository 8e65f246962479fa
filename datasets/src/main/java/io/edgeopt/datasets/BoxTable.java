package io.edgeopt.datasets;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many boxes in few bytes, gathered in any order and then asked for picture by picture. */
final class BoxTable {
    private int[] pictures = new int[64];
    private int[] labels = new int[64];
    private float[] edges = new float[4 * 64];
    private boolean[] crowds = new boolean[64];
    private int size;
    private int[] order = new int[0];
    private int[] starts = new int[0];

    void add(int picture, Box box, int label, boolean crowd) {
        if (size == pictures.length) {
            pictures = Arrays.copyOf(pictures, 2 * size);
            labels = Arrays.copyOf(labels, 2 * size);
            edges = Arrays.copyOf(edges, 8 * size);
            crowds = Arrays.copyOf(crowds, 2 * size);
        }
        pictures[size] = picture;
        labels[size] = label;
        edges[4 * size] = box.left();
        edges[4 * size + 1] = box.top();
        edges[4 * size + 2] = box.right();
        edges[4 * size + 3] = box.bottom();
        crowds[size] = crowd;
        size++;
    }

    int size() {
        return size;
    }

    /** Sorts by picture, keeping the order within one; {@code relabel} gives the final index for each given label. */
    BoxTable frozen(int pictureCount, int[] relabel) {
        starts = new int[pictureCount + 1];
        for (int i = 0; i < size; i++) {
            starts[pictures[i] + 1]++;
            labels[i] = relabel[labels[i]];
        }
        for (int p = 0; p < pictureCount; p++) {
            starts[p + 1] += starts[p];
        }
        int[] next = starts.clone();
        order = new int[size];
        for (int i = 0; i < size; i++) {
            order[next[pictures[i]]++] = i;
        }
        return this;
    }

    List<Truth.LabelledBox> of(int picture) {
        List<Truth.LabelledBox> boxes = new ArrayList<>();
        for (int at = starts[picture]; at < starts[picture + 1]; at++) {
            int i = order[at];
            Box box = new Box(edges[4 * i], edges[4 * i + 1], edges[4 * i + 2], edges[4 * i + 3]);
            boxes.add(new Truth.LabelledBox(box, labels[i], crowds[i]));
        }
        return boxes;
    }
}
