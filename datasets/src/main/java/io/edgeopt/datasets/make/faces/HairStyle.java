package io.edgeopt.datasets.make.faces;

import io.edgeopt.datasets.make.Chance;
import java.util.List;

/** How the hair is worn. */
enum HairStyle {
    BALD(0.0f, 0.0f, 0, 0),
    CROPPED(0.035f, 0.0f, 0, 0),
    SHORT(0.1f, 0.0f, 0.1f, 0),
    PARTED(0.14f, 0.06f, 0.25f, 0),
    SWEPT(0.2f, 0.0f, 0.1f, 0),
    FRINGE(0.14f, 0.28f, 0.35f, 0),
    BOB(0.17f, 0.1f, 0.95f, 0),
    BOB_FRINGE(0.17f, 0.33f, 0.95f, 0),
    LONG(0.15f, 0.05f, 2.0f, 0),
    LONG_WAVY(0.22f, 0.1f, 1.9f, 0.5f),
    TIED(0.06f, 0.0f, 0.0f, 0),
    CURLY(0.28f, 0.08f, 0.4f, 1),
    AFRO(0.5f, 0.05f, 0.5f, 1),
    SCARF(0.12f, 0.05f, 1.6f, 0);

    /** How far it stands off the head. */
    final float thick;
    /** How far it comes down over the forehead from the hairline. */
    final float front;
    /** How far it hangs at the sides below the ears' top. */
    final float length;

    final float curl;

    HairStyle(float thick, float front, float length, float curl) {
        this.thick = thick;
        this.front = front;
        this.length = length;
        this.curl = curl;
    }

    static HairStyle of(boolean male, float age, Chance chance) {
        if (male) {
            if (chance.happens(0.1 + 0.15 * age)) {
                return BALD;
            }
            return chance.pick(List.of(CROPPED, CROPPED, SHORT, SHORT, PARTED, PARTED, SWEPT, FRINGE, CURLY, LONG));
        }
        return chance.pick(List.of(
                BOB, BOB_FRINGE, LONG, LONG, LONG_WAVY, LONG_WAVY, TIED, TIED, CURLY, AFRO, SHORT, PARTED, SCARF));
    }
}
