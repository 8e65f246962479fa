package io.edgeopt.testkit.net;

/**
 * What a network is built for.
 *
 * @param size height and width of the input
 * @param classes how many answers it chooses between
 * @param freeBatch whether the batch is left free, under the name {@code N}; otherwise it is 1
 * @param folded whether batch norms are folded into the convolutions before them
 */
public record Setup(int size, int classes, boolean freeBatch, boolean folded) {
    /** ImageNet's classes, a batch of one, batch norms as they are. */
    public static Setup size(int size) {
        return new Setup(size, 1000, false, false);
    }

    public Setup withClasses(int changed) {
        return new Setup(size, changed, freeBatch, folded);
    }

    public Setup withFreeBatch() {
        return new Setup(size, classes, true, folded);
    }

    public Setup withFoldedNorms() {
        return new Setup(size, classes, freeBatch, true);
    }
}
