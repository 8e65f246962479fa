package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;

/** Something that can be drawn: about one unit long, round the origin, lying or standing as it is usually seen. */
@FunctionalInterface
interface Thing {
    void draw(Pen pen, Chance chance);
}
