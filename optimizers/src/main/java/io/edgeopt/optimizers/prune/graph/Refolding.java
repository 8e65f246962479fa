package io.edgeopt.optimizers.prune.graph;

import java.util.Arrays;

/**
 * How axes hang together when elements keep their order and only the shape changes. Extents are matched from the front:
 * runs of axes on both sides that hold equally many elements belong together; extents of 1 belong nowhere.
 */
final class Refolding {
    private final Scene scene;
    private final long[] before;
    private final long[] after;
    private final int[][] x;
    private final int[][] y;
    private final String reason;

    private Refolding(Scene scene, long[] before, long[] after, int[][] x, String reason) {
        this.scene = scene;
        this.before = before;
        this.after = after;
        this.x = x;
        this.y = Scene.fixed(after.length);
        this.reason = reason;
    }

    /** The axes under the new shape. */
    static int[][] of(Scene scene, long[] before, long[] after, int[][] x, String reason) {
        Refolding refolding = new Refolding(scene, before, after, x, reason);
        refolding.match();
        return refolding.y;
    }

    private void match() {
        int from = 0;
        int to = 0;
        while (from < before.length) {
            if (before[from] == 1) {
                from++;
                continue;
            }
            int fromEnd = from + 1;
            long elements = before[from];
            while (to < after.length && after[to] == 1) {
                to++;
            }
            int toEnd = to;
            long others = 1;
            while (others != elements && (fromEnd < before.length || toEnd < after.length)) {
                if (others < elements && toEnd < after.length) {
                    others *= after[toEnd++];
                } else if (fromEnd < before.length) {
                    elements *= before[fromEnd++];
                } else {
                    break;
                }
            }
            if (others != elements) {
                // Empty tensors, or none that could be traced: nothing can be said.
                Arrays.stream(x).forEach(axis -> scene.hold(axis, reason));
                return;
            }
            run(from, fromEnd, to, toEnd);
            from = fromEnd;
            to = toEnd;
        }
    }

    private void run(int from, int fromEnd, int to, int toEnd) {
        int followed = -1;
        int count = 0;
        for (int axis = from; axis < fromEnd; axis++) {
            if (x[axis].length > 0) {
                followed = axis;
                count++;
            }
        }
        if (count == 0) {
            return;
        }
        if (count == 1 && large(after, to, toEnd) == 1) {
            merge(followed, fromEnd, single(after, to, toEnd));
        } else if (large(before, from, fromEnd) == 1) {
            split(followed, to, toEnd);
        } else {
            for (int axis = from; axis < fromEnd; axis++) {
                scene.hold(x[axis], reason);
            }
        }
    }

    private static int large(long[] extents, int from, int end) {
        int count = 0;
        for (int axis = from; axis < end; axis++) {
            count += extents[axis] > 1 ? 1 : 0;
        }
        return count;
    }

    private static int single(long[] extents, int from, int end) {
        for (int axis = from; axis < end; axis++) {
            if (extents[axis] > 1) {
                return axis;
            }
        }
        throw new IllegalStateException("no axis of the run has elements");
    }

    /** Several axes become one, in which every channel stands as often as it has pixels. */
    private void merge(int followed, int fromEnd, int to) {
        int inner = 1;
        for (int axis = followed + 1; axis < fromEnd; axis++) {
            inner = Math.multiplyExact(inner, Math.toIntExact(before[axis]));
        }
        int[] atoms = x[followed];
        int[] merged = new int[Math.toIntExact(after[to])];
        for (int i = 0; i < merged.length; i++) {
            merged[i] = atoms[(i / inner) % atoms.length];
        }
        y[to] = merged;
    }

    /**
     * One axis becomes several, of which one is cut; so that the others stay, every slice of it goes as a whole. Of
     * channels that is the largest part, as when channels are shuffled. Of features, which lie last, it is the last
     * but one: the heads of an attention.
     */
    private void split(int followed, int to, int toEnd) {
        int cut = to;
        if (isLast(before, followed)) {
            cut = lastButOne(to, toEnd);
        } else {
            for (int axis = to; axis < toEnd; axis++) {
                cut = after[axis] > after[cut] ? axis : cut;
            }
        }
        int inner = 1;
        for (int axis = cut + 1; axis < toEnd; axis++) {
            inner *= Math.toIntExact(after[axis]);
        }
        int[] atoms = x[followed];
        int extent = Math.toIntExact(after[cut]);
        int[] parts = new int[extent];
        Arrays.fill(parts, -1);
        for (int i = 0; i < atoms.length; i++) {
            int part = (i / inner) % extent;
            if (parts[part] < 0) {
                parts[part] = atoms[i];
            } else {
                scene.atoms().join(parts[part], atoms[i]);
            }
        }
        y[cut] = extent > 1 ? parts : Scene.FIXED;
    }

    private int lastButOne(int to, int toEnd) {
        int last = toEnd - 1;
        while (after[last] == 1) {
            last--;
        }
        for (int axis = last - 1; axis >= to; axis--) {
            if (after[axis] > 1) {
                return axis;
            }
        }
        return last;
    }

    private static boolean isLast(long[] extents, int axis) {
        for (int i = axis + 1; i < extents.length; i++) {
            if (extents[i] > 1) {
                return false;
            }
        }
        return axis > 1 || extents.length == 1;
    }
}
