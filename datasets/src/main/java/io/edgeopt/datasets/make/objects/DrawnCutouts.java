package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Chance;
import java.util.List;

/** The cut-outs that this package draws. */
record DrawnCutouts() implements Cutouts {
    private static final double HELD = 0.3;

    @Override
    public List<String> labels() {
        return ObjectKind.labels();
    }

    @Override
    public double size(int label) {
        return ObjectKind.ALL.get(label).size();
    }

    @Override
    public boolean isUpright(int label) {
        return ObjectKind.ALL.get(label).upright();
    }

    @Override
    public void draw(int label, Pen pen, Chance chance) {
        ObjectKind kind = ObjectKind.ALL.get(label);
        kind.draw(pen, kind.canBeHeld() && chance.happens(HELD), chance);
    }
}
