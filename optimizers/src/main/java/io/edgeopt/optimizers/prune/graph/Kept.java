package io.edgeopt.optimizers.prune.graph;

import java.util.BitSet;

/** Which atoms remain when channels are removed. */
final class Kept {
    private final int[] channelOf;
    private final BitSet removed;

    /**
     * Without these channels.
     *
     * @param channelOf for each atom its channel, or -1 for one that is never cut
     */
    Kept(int[] channelOf, BitSet removed) {
        this.channelOf = channelOf;
        this.removed = removed;
    }

    boolean has(int atom) {
        return channelOf[atom] < 0 || !removed.get(channelOf[atom]);
    }

    int count(int[] atoms) {
        return count(atoms, 0, atoms.length);
    }

    int count(int[] atoms, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += has(atoms[i]) ? 1 : 0;
        }
        return count;
    }

    /** The places of those that remain. */
    int[] places(int[] atoms) {
        int[] places = new int[count(atoms)];
        int next = 0;
        for (int i = 0; i < atoms.length; i++) {
            if (has(atoms[i])) {
                places[next++] = i;
            }
        }
        return places;
    }
}
