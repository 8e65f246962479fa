package io.edgeopt.core.task.head;

import io.edgeopt.core.task.head.Head.Activation;

/** Numbers to probabilities, over one sample's classes or one box's. */
final class ClassActivation {
    /** How far from 1 the sum of a distribution may be: half floats and 8-bit outputs are that coarse. */
    private static final float COARSE = 0.02f;

    private ClassActivation() {}

    static float[] apply(Activation activation, float[] values) {
        Activation effective = activation == Activation.AUTO ? guess(values) : activation;
        if (values.length == 1 && effective != Activation.SOFTMAX) {
            float yes = effective == Activation.SIGMOID ? sigmoid(values[0]) : values[0];
            return new float[] {1 - yes, yes};
        }
        float[] scores = values.clone();
        apply(effective, scores, 0, scores.length);
        return scores;
    }

    /** In place, over the rows of a table with {@code columns} columns. */
    static void rows(Activation activation, float[] table, int columns) {
        Activation effective = activation;
        if (activation == Activation.AUTO) {
            effective = columns == 1 || table.length == 0 ? Activation.NONE : guessRow(table, columns);
        }
        for (int row = 0; row + columns <= table.length; row += columns) {
            apply(effective, table, row, columns);
        }
    }

    private static Activation guessRow(float[] table, int columns) {
        float[] first = new float[columns];
        System.arraycopy(table, 0, first, 0, columns);
        return guess(first);
    }

    private static Activation guess(float[] values) {
        float sum = 0;
        boolean shares = true;
        for (float value : values) {
            sum += value;
            shares &= value >= 0 && value <= 1 + COARSE;
        }
        if (values.length == 1) {
            return Activation.SIGMOID;
        }
        return shares && Math.abs(sum - 1) < COARSE ? Activation.NONE : Activation.SOFTMAX;
    }

    private static void apply(Activation activation, float[] values, int offset, int count) {
        if (activation == Activation.SIGMOID) {
            for (int i = offset; i < offset + count; i++) {
                values[i] = sigmoid(values[i]);
            }
        } else if (activation == Activation.SOFTMAX) {
            softmax(values, offset, count);
        }
    }

    static float sigmoid(float value) {
        return (float) (1 / (1 + Math.exp(-value)));
    }

    static void softmax(float[] values, int offset, int count) {
        float highest = Float.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + count; i++) {
            highest = Math.max(highest, values[i]);
        }
        double sum = 0;
        for (int i = offset; i < offset + count; i++) {
            values[i] = (float) Math.exp(values[i] - highest);
            sum += values[i];
        }
        for (int i = offset; i < offset + count; i++) {
            values[i] = (float) (values[i] / sum);
        }
    }
}
