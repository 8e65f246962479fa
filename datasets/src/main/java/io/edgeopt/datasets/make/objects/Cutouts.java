package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.util.List;

/** Where things to paste come from. */
interface Cutouts {
    List<String> labels();

    /** The size of such a thing beside the others. */
    double size(int label);

    /** Whether it is mostly seen with its top above. */
    boolean isUpright(int label);

    /** Draws one of the class, about one unit long, round the origin. */
    void draw(int label, Pen pen, Chance chance);
}
