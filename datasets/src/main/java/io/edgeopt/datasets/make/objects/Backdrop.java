package io.edgeopt.datasets.make.objects;

import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;

/** What is behind the objects. */
@FunctionalInterface
interface Backdrop {
    /** Covers the whole canvas; answers how large objects appear in it beside objects on a table, 1. */
    double paint(Canvas canvas, Light light, Chance chance);

    /** Any of the drawn ones. */
    static Backdrop drawn() {
        return (canvas, light, chance) -> switch (chance.below(10)) {
            case 0, 1, 2, 3 -> Ground.above(canvas, light, chance);
            case 4, 5 -> Indoors.room(canvas, light, chance);
            case 6 -> Indoors.desk(canvas, light, chance);
            case 7 -> Outdoors.street(canvas, light, chance);
            case 8 -> Outdoors.field(canvas, light, chance);
            default -> Indoors.person(canvas, light, chance);
        };
    }
}
