package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.quantize.emit.CpuEmitter;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.FloatWeightEmitter;
import io.edgeopt.optimizers.quantize.emit.TensorRtRules;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.place.Placer;
import io.edgeopt.optimizers.quantize.place.TensorRtPlacer;
import io.edgeopt.optimizers.quantize.range.Steps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What kind of runtime a quantized model is written for. */
public enum Target {
    /** x86 processors under ONNX Runtime. */
    CPU(Steps.UNSIGNED_8),
    /** ARM processors under ONNX Runtime, whose fastest kernels multiply signed integers by signed ones. */
    ARM(Steps.SIGNED_8),
    /** NVIDIA's TensorRT, which takes signed integers around zero alone. */
    TENSORRT(Steps.SYMMETRIC_8);

    private final Steps steps;

    Target(Steps steps) {
        this.steps = steps;
    }

    Steps steps() {
        return steps;
    }

    Emitter emitter() {
        return this == TENSORRT ? new FloatWeightEmitter() : new CpuEmitter();
    }

    /** @param keepFloat layers that stay in float, by label, and why */
    Placement placement(Graph graph, Map<String, String> keepFloat) {
        return this == TENSORRT ? TensorRtPlacer.of(graph, keepFloat) : Placer.of(graph, keepFloat);
    }

    /** Whether this machine is of that kind, so that what is seen here of speed and answers holds. */
    public boolean isHere() {
        return switch (this) {
            case CPU -> true;
            case ARM -> Machine.here().os().endsWith("aarch64");
            case TENSORRT -> false;
        };
    }

    /** What runs models here so that they answer as on the target: elsewhere, node by node as they are written. */
    public Backend judging(Backend backend) {
        return isHere() ? backend : new AsWritten(backend);
    }

    /** What the user should know of a model that was written for it; fails where the graph breaks the target's rules. */
    List<String> notes(Model model) {
        List<String> notes = new ArrayList<>();
        if (this == TENSORRT) {
            List<String> broken = TensorRtRules.broken(model);
            if (!broken.isEmpty()) {
                throw new UnsupportedModelException(
                        "the graph would break TensorRT's rules: %s; keep the layer in float"
                                .formatted(String.join("; ", broken)));
            }
            notes.add("TensorRT's rules for Q and DQ hold at every node; weights lie in the file as floats, because"
                    + " TensorRT makes integers of them itself");
        }
        if (!isHere()) {
            notes.add(
                    "this machine is no %s: answers are those of the graph run node by node, and speed was not measured"
                            .formatted(this == ARM ? "ARM" : "TensorRT device"));
        }
        return notes;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
