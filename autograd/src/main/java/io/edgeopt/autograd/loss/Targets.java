package io.edgeopt.autograd.loss;

import io.edgeopt.core.data.Truth.LabelledBox;
import java.util.List;

/** What is true of a batch, item by item. */
public sealed interface Targets {
    int size();

    /**
     * The share of each class, a row an item: a one among zeros, or, where pictures were mixed or labels smoothed,
     * several that add up to one.
     */
    @SuppressWarnings("ArrayRecordComponent") // Rows of numbers, read and never compared.
    record Classes(float[][] shares) implements Targets {
        @Override
        public int size() {
            return shares.length;
        }
    }

    /** The objects in each picture, boxes in pixels of the network's input. */
    record Objects(List<List<LabelledBox>> boxes) implements Targets {
        public Objects {
            boxes = List.copyOf(boxes);
        }

        @Override
        public int size() {
            return boxes.size();
        }
    }

    /** Who is seen, by index. */
    @SuppressWarnings("ArrayRecordComponent")
    record Persons(int[] indices) implements Targets {
        @Override
        public int size() {
            return indices.length;
        }
    }
}
