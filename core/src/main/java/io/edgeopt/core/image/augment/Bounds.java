package io.edgeopt.core.image.augment;

/** What the numbers of an augmentation may be; what is out of bounds would be taken for something else in silence. */
final class Bounds {
    private Bounds() {}

    /** A share of all samples. */
    static void checkShare(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("cannot %s %s of all pictures, expected 0 to 1".formatted(what, share));
        }
    }

    /** How far something may be changed, up or down. */
    static void checkStrength(String what, double strength, double most) {
        if (!(strength >= 0 && strength <= most)) {
            throw new IllegalArgumentException(
                    "cannot change %s by up to %s, expected 0 to %s".formatted(what, strength, most));
        }
    }
}
