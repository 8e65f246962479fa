package io.edgeopt.core.task;

import java.util.List;

/** What a model answers about one sample, in the words of its task. */
public sealed interface Prediction {
    /** One score a class. Scores rank classes; they are probabilities where the head makes them so. */
    final class ClassScores implements Prediction {
        private final float[] scores;

        public ClassScores(float[] scores) {
            this.scores = scores.clone();
        }

        public int classes() {
            return scores.length;
        }

        public float score(int label) {
            return scores[label];
        }

        public float[] toArray() {
            return scores.clone();
        }

        /** The class with the highest score; the lowest index among equals. */
        public int best() {
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            return best;
        }
    }

    /** Objects found in a picture, best first, boxes in pixels of the upright picture. */
    record Detections(List<Detection> found) implements Prediction {
        public Detections {
            found = List.copyOf(found);
        }
    }

    /** A direction in which like things lie close; of length 1. */
    final class Embedding implements Prediction {
        private final float[] values;

        /** Scaled to length 1, unless all are 0. */
        public Embedding(float[] values) {
            double square = 0;
            for (float value : values) {
                square += (double) value * value;
            }
            float length = square == 0 ? 1 : (float) Math.sqrt(square);
            this.values = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                this.values[i] = values[i] / length;
            }
        }

        public float[] toArray() {
            return values.clone();
        }

        /** The cosine of the angle between the two: 1 for the same direction. */
        public double similarity(Embedding other) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += (double) values[i] * other.values[i];
            }
            return sum;
        }
    }
}
