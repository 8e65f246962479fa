package io.edgeopt.core.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A few samples that a model got right, drawn by chance, and those that it got wrong most surely. However many it is
 * shown, it keeps no more than it was asked for.
 */
public final class Examples implements Consumer<Example> {
    private final int most;
    private final SplittableRandom random;
    private final List<Example> right = new ArrayList<>();
    private final PriorityQueue<Example> wrong = new PriorityQueue<>(Comparator.comparingDouble(Example::confidence));
    private int rightSeen;
    private int wrongSeen;

    /** Keeps so many of either. */
    public Examples(int most, long seed) {
        this.most = most;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public void accept(Example example) {
        if (!example.right()) {
            wrongSeen++;
            wrong.add(example);
            if (wrong.size() > most) {
                wrong.poll();
            }
            return;
        }
        rightSeen++;
        if (right.size() < most) {
            right.add(example);
        } else {
            int place = random.nextInt(rightSeen);
            if (place < most) {
                right.set(place, example);
            }
        }
    }

    public List<Example> right() {
        return List.copyOf(right);
    }

    /** The surest first. */
    public List<Example> wrong() {
        return wrong.stream()
                .sorted(Comparator.comparingDouble(Example::confidence).reversed())
                .toList();
    }

    /** How many were right of all that were seen. */
    public int rightSeen() {
        return rightSeen;
    }

    public int wrongSeen() {
        return wrongSeen;
    }
}
