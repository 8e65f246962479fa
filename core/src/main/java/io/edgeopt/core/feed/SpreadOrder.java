package io.edgeopt.core.feed;

/**
 * Every place of a row once, in an order whose first few are always spread over the whole row, as leaves are round a
 * stem: each lies a golden section further on than the one before.
 */
final class SpreadOrder {
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final int size;
    private final long stride;

    SpreadOrder(int size) {
        this.size = size;
        this.stride = strideFor(size);
    }

    /** The place that comes after {@code turn} others. */
    int place(int turn) {
        return (int) (turn * stride % size);
    }

    /** The step nearest to the golden section that meets every place before it comes round. */
    private static long strideFor(int size) {
        int wanted = Math.max(1, (int) Math.round(GOLDEN * size));
        int stride = wanted;
        for (int away = 1; divisor(stride, size) > 1; away++) {
            stride = divisor(wanted + away, size) == 1 ? wanted + away : Math.max(1, wanted - away);
        }
        return stride;
    }

    private static int divisor(int one, int other) {
        return other == 0 ? one : divisor(other, one % other);
    }
}
