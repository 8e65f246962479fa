package io.edgeopt.core.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The parts of a frame's way from the source to the sink, in their order. */
final class Stages {
    private Stages() {}

    static List<Stage> of(List<FrameTimes> rounds) {
        List<Stage> stages = new ArrayList<>();
        add(stages, "capture", rounds, frames -> FrameTimes.milliseconds(frames.asked(), frames.grabbed()));
        add(stages, "wait", rounds, frames -> FrameTimes.milliseconds(frames.grabbed(), frames.begun()));
        add(stages, "prepare", rounds, frames -> FrameTimes.milliseconds(frames.begun(), frames.prepared()));
        add(stages, "wait for model", rounds, frames -> FrameTimes.milliseconds(frames.prepared(), frames.taken()));
        add(stages, "infer", rounds, FrameTimes::inference);
        add(stages, "decode", rounds, frames -> FrameTimes.milliseconds(frames.inferred(), frames.decoded()));
        add(stages, "deliver", rounds, frames -> FrameTimes.milliseconds(frames.decoded(), frames.done()));
        return stages;
    }

    private static void add(
            List<Stage> stages, String name, List<FrameTimes> rounds, Function<FrameTimes, double[]> part) {
        double[] all = rounds.stream()
                .map(part)
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        if (all.length > 0) {
            stages.add(new Stage(
                    name, Percentiles.at(all, 50), Arrays.stream(all).average().orElseThrow()));
        }
    }
}
