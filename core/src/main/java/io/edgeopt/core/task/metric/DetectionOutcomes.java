package io.edgeopt.core.task.metric;

import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.task.Detection;
import java.util.ArrayList;
import java.util.List;

/**
 * Detections beside the true boxes, scored as COCO does: {@code mAP} over overlaps 0.50 to 0.95, {@code mAP50},
 * {@code mAP75}, and {@code recall100}, averaged over the classes that occur.
 *
 * <ul>
 *   <li>At most 100 detections an image and class; crowds are neither to be found nor wrong to find.
 *   <li>Objects' areas are those of their boxes; COCO's own sizes are of outlines, so only the metrics by size differ.
 *   <li>Equal scores keep the order of images, then the order in which the head gave them.
 * </ul>
 */
public final class DetectionOutcomes implements Outcomes {
    private final List<String> labels;
    private final int images;
    private final List<ClassRanking> byClass;
    private final AreaRange range;

    private DetectionOutcomes(List<String> labels, int images, List<ClassRanking> byClass, AreaRange range) {
        this.labels = labels;
        this.images = images;
        this.byClass = byClass;
        this.range = range;
    }

    /** Gathers answers, one image at a time. */
    public static final class Builder {
        private final List<String> labels;
        private final AreaRange range;
        private final List<List<CocoMatching>> byClass = new ArrayList<>();
        private int images;

        private Builder(List<String> labels, AreaRange range) {
            this.labels = List.copyOf(labels);
            this.range = range;
            labels.forEach(label -> byClass.add(new ArrayList<>()));
        }

        /** Detections of classes that the set does not name are left out, as COCO leaves them out. */
        public Builder add(List<LabelledBox> truth, List<Detection> found) {
            for (int i = 0; i < labels.size(); i++) {
                int label = i;
                byClass.get(i)
                        .add(CocoMatching.of(
                                truth.stream()
                                        .filter(box -> box.label() == label)
                                        .toList(),
                                found.stream()
                                        .filter(detection -> detection.label() == label)
                                        .toList(),
                                range));
            }
            images++;
            return this;
        }

        public DetectionOutcomes build() {
            return new DetectionOutcomes(
                    labels, images, byClass.stream().map(ClassRanking::of).toList(), range);
        }
    }

    public static Builder builder(List<String> labels) {
        return builder(labels, AreaRange.ALL);
    }

    public static Builder builder(List<String> labels, AreaRange range) {
        return new Builder(labels, range);
    }

    @Override
    public int units() {
        return images;
    }

    @Override
    public List<String> names() {
        return List.of(
                "mAP" + range.suffix(),
                "mAP50" + range.suffix(),
                "mAP75" + range.suffix(),
                "recall100" + range.suffix());
    }

    @Override
    public double[] scores(int[] weights) {
        double[] sums = new double[4];
        int classes = 0;
        for (ClassRanking ranking : byClass) {
            if (ranking.objects(weights) > 0) {
                classes++;
                double[] scores = scores(ranking, weights);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += scores[i];
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= classes;
        }
        return sums;
    }

    /** Average precision over all overlaps and at 0.50, two in a row for each class: {@code AP/cat, AP50/cat}. */
    public Outcomes perClass() {
        List<String> names = new ArrayList<>();
        labels.forEach(label -> names.addAll(List.of("AP/" + label, "AP50/" + label)));
        return new Outcomes() {
            @Override
            public List<String> names() {
                return names;
            }

            @Override
            public int units() {
                return images;
            }

            @Override
            public int basis(int metric) {
                return byClass.get(metric / 2).imagesWithObjects();
            }

            @Override
            public double[] scores(int[] weights) {
                double[] values = new double[2 * byClass.size()];
                for (int i = 0; i < byClass.size(); i++) {
                    double[] scores = DetectionOutcomes.scores(byClass.get(i), weights);
                    values[2 * i] = scores[0];
                    values[2 * i + 1] = scores[1];
                }
                return values;
            }
        };
    }

    private static double[] scores(ClassRanking ranking, int[] weights) {
        double precision = 0;
        double recall = 0;
        double at50 = 0;
        double at75 = 0;
        int[] counted = ranking.counted(weights);
        for (int t = 0; t < CocoMatching.THRESHOLDS; t++) {
            double[] both = ranking.precisionAndRecall(t, weights, counted);
            precision += both[0];
            recall += both[1];
            at50 = t == 0 ? both[0] : at50;
            at75 = t == 5 ? both[0] : at75;
        }
        return new double[] {precision / CocoMatching.THRESHOLDS, at50, at75, recall / CocoMatching.THRESHOLDS};
    }
}
