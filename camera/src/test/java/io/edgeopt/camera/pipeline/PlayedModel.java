package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.task.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** A model that does what a test says for each inference, and remembers which frames it saw. */
public final class PlayedModel implements FrameModel {
    private static final Prediction ANSWER = new Prediction.ClassScores(new float[] {1});

    private final String name;
    private final int stride;
    private final LongConsumer inference;
    private final int before;
    private final List<Long> seen = new ArrayList<>();
    private int shown;
    private int prepared;

    public PlayedModel(String name, int stride, LongConsumer inference) {
        this(name, stride, inference, 0);
    }

    private PlayedModel(String name, int stride, LongConsumer inference, int before) {
        this.name = name;
        this.stride = stride;
        this.inference = inference;
        this.before = before;
    }

    /** One that has nothing to infer before it was shown so many frames. */
    public static PlayedModel ofClips(String name, int before) {
        return new PlayedModel(name, 1, index -> {}, before);
    }

    List<Long> seen() {
        return seen;
    }

    /** How many frames were brought into its input. */
    int prepared() {
        return prepared;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public Seat seat() {
        return new PlayedSeat();
    }

    @Override
    public void close() {
        seen.clear();
    }

    private final class PlayedSeat implements Seat {
        private long index;

        @Override
        public boolean prepare(Slot slot) {
            index = slot.index();
            shown++;
            prepared++;
            return shown > before;
        }

        @Override
        public void pass(Slot slot) {
            shown++;
        }

        @Override
        public void infer() {
            seen.add(index);
            inference.accept(index);
        }

        @Override
        public Prediction decode() {
            return ANSWER;
        }

        @Override
        public void close() {
            index = -1;
        }
    }
}
