package io.edgeopt.autograd.loss;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import java.util.ArrayList;
import java.util.List;

/** Objects of reference files: item, left, top, right, bottom, label. */
final class Boxes {
    private Boxes() {}

    static Targets of(float[][] rows, int items) {
        List<List<LabelledBox>> boxes = new ArrayList<>();
        for (int item = 0; item < items; item++) {
            List<LabelledBox> own = new ArrayList<>();
            for (float[] row : rows) {
                if (row[0] == item) {
                    own.add(new LabelledBox(new Box(row[1], row[2], row[3], row[4]), (int) row[5], false));
                }
            }
            boxes.add(own);
        }
        return new Targets.Objects(boxes);
    }
}
