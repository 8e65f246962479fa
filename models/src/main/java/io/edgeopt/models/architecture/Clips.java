package io.edgeopt.models.architecture;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ClipSampling.Order;
import io.edgeopt.core.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Networks that say what happens in a clip. All see beside each frame how it differs from the one before. */
final class Clips {
    private static final List<String> LABELS =
            List.of("walk", "fast walk", "run", "fall", "fight", "lie", "collision", "nothing");
    private static final Map<String, List<String>> SETS = Map.of(
            "home", List.of("walk", "fast walk", "fall", "fight", "lie"),
            "city", List.of("run", "fall", "fight", "collision"));

    private Clips() {}

    static List<Entry> entries() {
        return List.of(
                entry("movement-teacher", "R(2+1)D-10 at a quarter width", plan -> overTime(plan, true))
                        .width(0.25)
                        .budget(4, 1500),
                entry("movement-3d", "the same with plain 3-D convolutions", plan -> overTime(plan, false))
                        .width(0.25)
                        .budget(4, 1500),
                entry("movement-student", "MobileNetV2 at half width with temporal shifts", Clips::shifting)
                        .width(0.5)
                        .studentOf("movement-teacher")
                        .budget(3, 250),
                entry("movement-light", "convolutions over space and time by turns, for small frames", Clips::light)
                        .size(64, 64)
                        .width(0.5)
                        .studentOf("movement-teacher")
                        .budget(2, 150));
    }

    private static Entry entry(String name, String about, Function<Plan, Architecture> maker) {
        return Entry.of(name, Task.CLIP, about, maker)
                .labels(LABELS)
                .size(112, 112)
                .frames(8);
    }

    private static Architecture overTime(Plan plan, boolean split) {
        return ofVolumes(plan, (net, clip) -> new ClipResNet(net, plan.widths(), split).features(clip));
    }

    private static Architecture light(Plan plan) {
        return ofVolumes(plan, (net, clip) -> new LightClipNet(net, plan.widths()).features(clip));
    }

    private static Architecture ofVolumes(Plan plan, BiFunction<Layers, Value, Value> body) {
        Layers net = plan.net();
        Value clip = net.input(
                Plan.CLIP, 3, plan.frames(), plan.size().height(), plan.size().width());
        Value features = body.apply(net, new Motion(net, 2, 1).withDifferences(clip));
        net.output(
                Plan.LOGITS,
                net.classifier(features, "classifier", plan.labels().size()));
        return plan.ofClips(net, Order.NCTHW, SETS);
    }

    /** A network for pictures, run over all frames at once, whose residual branches see a little of the neighbours. */
    private static Architecture shifting(Plan plan) {
        Layers net = plan.net();
        Motion motion = new Motion(net, 1, 2);
        Value clip = net.input(
                Plan.CLIP, plan.frames(), 3, plan.size().height(), plan.size().width());
        Value moving = motion.withDifferences(clip);
        MobileNetV2 body =
                new MobileNetV2(net, plan.widths(), x -> asFrames(net, motion.shifted(asClips(net, x, plan.frames()))));
        Value each = net.flat(net.pooled(body.features(asFrames(net, moving))));
        Value all = net.emit(
                Node.of("ReduceMean", List.of(asClips(net, each, plan.frames()).name()), List.of())
                        .with("axes", new long[] {1})
                        .with("keepdims", 0),
                each.dims());
        net.output(Plan.LOGITS, net.linear(all, "classifier", plan.labels().size()));
        return plan.ofClips(net, Order.NTCHW, SETS);
    }

    /** Clips as so many more items of the batch: the axis of frames joins that of the batch. */
    private static Value asFrames(Layers net, Value clips) {
        List<Integer> each = clips.dims().subList(1, clips.dims().size());
        return net.reshape(clips, each, target(-1, each));
    }

    private static Value asClips(Layers net, Value frames, int count) {
        List<Integer> clip = new ArrayList<>(List.of(count));
        clip.addAll(frames.dims());
        return net.reshape(frames, clip, target(-1, clip));
    }

    private static long[] target(long batch, List<Integer> rest) {
        long[] target = new long[rest.size() + 1];
        target[0] = batch;
        for (int i = 0; i < rest.size(); i++) {
            target[i + 1] = rest.get(i);
        }
        return target;
    }
}
