package io.edgeopt.core.task.metric;

/** For each class: how often it was true, how often answered, how often both. */
final class Tallies {
    private final long[] occurred;
    private final long[] answered;
    private final long[] hit;

    Tallies(int classes) {
        occurred = new long[classes];
        answered = new long[classes];
        hit = new long[classes];
    }

    void add(int truth, int predicted, int weight) {
        occurred[truth] += weight;
        answered[predicted] += weight;
        if (truth == predicted) {
            hit[truth] += weight;
        }
    }

    double balancedAccuracy() {
        double sum = 0;
        int classes = 0;
        for (int i = 0; i < hit.length; i++) {
            if (occurred[i] > 0) {
                sum += recall(i);
                classes++;
            }
        }
        return sum / classes;
    }

    double macroF1() {
        double sum = 0;
        int classes = 0;
        for (int i = 0; i < hit.length; i++) {
            if (occurred[i] + answered[i] > 0) {
                sum += f1(i);
                classes++;
            }
        }
        return sum / classes;
    }

    /** Precision, recall, F1 of each class in turn; NaN for a class that neither occurred nor was answered. */
    double[] perClass() {
        double[] values = new double[3 * hit.length];
        for (int i = 0; i < hit.length; i++) {
            boolean seen = occurred[i] + answered[i] > 0;
            values[3 * i] = seen ? precision(i) : Double.NaN;
            values[3 * i + 1] = seen ? recall(i) : Double.NaN;
            values[3 * i + 2] = seen ? f1(i) : Double.NaN;
        }
        return values;
    }

    private double precision(int label) {
        return answered[label] == 0 ? 0 : (double) hit[label] / answered[label];
    }

    private double recall(int label) {
        return occurred[label] == 0 ? 0 : (double) hit[label] / occurred[label];
    }

    private double f1(int label) {
        return 2.0 * hit[label] / (occurred[label] + answered[label]);
    }
}
