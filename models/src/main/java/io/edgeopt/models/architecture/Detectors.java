package io.edgeopt.models.architecture;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.Priors;
import io.edgeopt.core.task.head.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that say which objects a picture shows, and where. */
final class Detectors {
    private static final List<String> PERSONAL =
            List.of("key", "key ring", "remote", "smartphone", "wallet", "glasses", "hat", "watch", "bag");
    private static final List<String> SUSPECT = List.of("pistol", "long gun", "knife", "stick", "drone");
    private static final Map<String, List<String>> SETS = Map.of("home", PERSONAL, "city", SUSPECT);

    /** So that at first nearly every place says that nothing is there: the log odds of 1 in 100 (Lin et al., 2017). */
    private static final float RARE = (float) -Math.log(99);
    /** Distances begin at about two cells. */
    private static final float TWO_CELLS = 1.85f;

    /** Boxes to correct, for objects of a twentieth of a picture up to all of it. */
    private static final List<Float> RATIOS = List.of(1f, 2f, 0.5f);

    private static final List<Priors.Level> LEVELS = List.of(
            new Priors.Level(8, List.of(20f, 36f), RATIOS),
            new Priors.Level(16, List.of(56f, 88f), RATIOS),
            new Priors.Level(32, List.of(140f, 220f), RATIOS));

    private Detectors() {}

    static List<Entry> entries() {
        return List.of(
                objects("object-teacher", "MobileNetV2 with a pyramid, without anchors")
                        .budget(12, 1000),
                objects("object-student", "the same at under half width")
                        .width(0.4)
                        .studentOf("object-teacher")
                        .budget(2, 200),
                Entry.of("object-ssd", Task.DETECTION, "the same with anchors, as in SSDLite", plan -> anchored(plan))
                        .labels(labels())
                        .size(320, 320)
                        .stride(32)
                        .width(0.4)
                        .budget(2, 200),
                // The parts are objects of their own: where they are found, faces can be aligned by them.
                Entry.of(
                                "face-finder",
                                Task.DETECTION,
                                "the anchor-free one at a quarter width, for faces and their landmarks",
                                plan -> faces(plan))
                        .labels(List.of("face", "eye", "nose", "mouth corner"))
                        .size(256, 256)
                        .stride(32)
                        .width(0.25)
                        .budget(1, 80));
    }

    private static Entry objects(String name, String about) {
        return Entry.of(name, Task.DETECTION, about, plan -> anchorFree(plan))
                .labels(labels())
                .size(320, 320)
                .stride(32);
    }

    private static List<String> labels() {
        List<String> all = new ArrayList<>(PERSONAL);
        all.addAll(SUSPECT);
        return all;
    }

    private static Architecture anchorFree(Plan plan) {
        Layers net = plan.net();
        return plan.ofImages(net, Task.DETECTION, Preparation.Channels.RGB, anchorFree(plan, net), SETS);
    }

    private static Architecture faces(Plan plan) {
        Layers net = plan.net();
        return plan.ofWholeImages(net, Task.DETECTION, anchorFree(plan, net));
    }

    private static Head anchorFree(Plan plan, Layers net) {
        List<Value> levels = levels(plan, net);
        List<String> scores = new ArrayList<>();
        List<String> boxes = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            int stride = FeaturePyramid.STRIDES.get(i);
            String at = "level%d".formatted(stride);
            scores.add("scores_" + stride);
            boxes.add("boxes_" + stride);
            Value distances = net.lastConv(levels.get(i), at + ".boxes", 4, TWO_CELLS);
            net.output(
                            scores.get(i),
                            net.lastConv(
                                    levels.get(i), at + ".scores", plan.labels().size(), RARE))
                    .output(boxes.get(i), net.apply("Softplus", distances));
        }
        return new Head.AnchorFree(
                scores, boxes, FeaturePyramid.STRIDES, 0, Head.Activation.SIGMOID, Suppression.DEFAULT);
    }

    private static Architecture anchored(Plan plan) {
        Layers net = plan.net();
        List<Value> levels = levels(plan, net);
        List<Value> scores = new ArrayList<>();
        List<Value> boxes = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Priors.Level level = LEVELS.get(i);
            int anchors = level.sizes().size() * level.ratios().size();
            scores.add(rows(
                    net,
                    levels.get(i),
                    "level%d.scores".formatted(level.stride()),
                    anchors,
                    plan.labels().size(),
                    RARE));
            boxes.add(rows(net, levels.get(i), "level%d.boxes".formatted(level.stride()), anchors, 4, 0));
        }
        net.output("scores", net.concat(1, scores)).output("boxes", net.concat(1, boxes));
        Head head = new Head.Ssd(
                "scores",
                "boxes",
                Optional.of(new Priors(LEVELS, 0.1f, 0.2f)),
                false,
                Head.Activation.SIGMOID,
                Suppression.DEFAULT);
        return plan.ofImages(net, Task.DETECTION, Preparation.Channels.RGB, head, SETS);
    }

    private static List<Value> levels(Plan plan, Layers net) {
        return new FeaturePyramid(net, plan.widths(), 128, 2).levels(plan.image(net, 3));
    }

    /** A row of {@code each} numbers for every anchor of every cell. */
    static Value rows(Layers net, Value x, String layer, int anchors, int each, float bias) {
        Value map = net.lastConv(x, layer, anchors * each, bias);
        int count = anchors * x.dims().get(1) * x.dims().get(2);
        Value cellsFirst = net.emit(
                Node.of("Transpose", List.of(map.name()), List.of()).with("perm", new long[] {0, 2, 3, 1}),
                List.of(x.dims().get(1), x.dims().get(2), map.channels()));
        return net.reshape(cellsFirst, List.of(count, each), 0, -1, each);
    }
}
