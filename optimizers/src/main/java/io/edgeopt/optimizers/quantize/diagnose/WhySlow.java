package io.edgeopt.optimizers.quantize.diagnose;

import io.edgeopt.core.diagnose.Slowness;
import io.edgeopt.core.diagnose.Slowness.Cause;
import io.edgeopt.core.diagnose.Slowness.Evidence;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.MacRule;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.Operators;
import io.edgeopt.core.graph.rewrite.Rewrites;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.optimizers.quantize.LayerFate;
import io.edgeopt.optimizers.quantize.diagnose.Executed.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names what keeps a model in integers from being faster than its float self, with what was executed as evidence. */
public final class WhySlow {
    /** What takes less of the time is not named. */
    private static final double WORTH = 0.02;

    private static final List<String> BYTE_PRODUCTS = List.of("avx512_vnni", "avx_vnni", "amx_int8", "dotprod", "i8mm");

    private final Graph floats;
    private final Executed executed;
    private final Map<String, String> reasons;
    private final LayerNames names;
    private final List<Cause> causes = new ArrayList<>();

    private WhySlow(Graph floats, Executed executed, Map<String, String> reasons) {
        this.floats = floats;
        this.executed = executed;
        this.reasons = reasons;
        this.names = LayerNames.of(floats);
    }

    /**
     * Compares a model in integers with its source.
     *
     * @param scheme how it was made
     * @param floats the float model, simplified as it was before integers were put into it
     * @param fates what became of each layer
     * @return empty where the backend keeps no record of what it runs
     */
    public static Optional<Slowness> of(
            String scheme,
            Model floats,
            Model integers,
            Collection<LayerFate> fates,
            Map<String, Tensor> inputs,
            Backend backend,
            Machine machine) {
        Optional<Executed> before = Executed.of(floats, inputs, backend);
        Optional<Executed> after = Executed.of(integers, inputs, backend);
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> reasons = new LinkedHashMap<>();
        fates.stream().filter(fate -> !fate.integer()).forEach(fate -> reasons.put(fate.layer(), fate.reason()));
        WhySlow why = new WhySlow(floats.graph(), after.get(), reasons);
        why.nodes();
        why.processor(machine);
        why.layers(
                LayerTimes.of(before.get().operators(), why.names),
                LayerTimes.of(after.get().operators(), why.names));
        why.causes.sort(Comparator.comparingDouble(Cause::share).reversed());
        return Optional.of(
                new Slowness(scheme, before.get().micros(), after.get().micros(), why.causes));
    }

    /** Causes that single nodes show. */
    private void nodes() {
        cause(
                "dynamic-convolutions",
                "convolutions whose ranges are found in each run are not fused with what follows; use --scheme static",
                rows(Part.DYNAMIC_CONVOLUTION, time -> ""));
        cause(
                "turning",
                "integers are turned into floats and back where an operator has no integer kernel; such operators,"
                        + " replaced before training by Relu or Clip, would fuse",
                rows(Part.TURNING, executed::neighbours));
        cause(
                "unpacked-weights",
                "weights are turned into floats in every run, because the runtime did not fuse the layer that reads them",
                rows(Part.UNPACKING, executed::neighbours));
        cause(
                "layers-in-float",
                "layers that compute on floats, with what keeps them there",
                rows(Part.FLOAT_PRODUCT, this::reason));
        cause("operators-in-float", "operators between layers that have no integer kernel", grouped());
        cause(
                "layout",
                "the runtime turns tensors so that channels lie last, or back, around integer kernels",
                rows(Part.LAYOUT, time -> ""));
    }

    private String reason(OperatorTime time) {
        return names.layerOf(time.node())
                .flatMap(layer -> Optional.ofNullable(reasons.get(layer)))
                .orElse("");
    }

    private List<Evidence> rows(Part part, Function<OperatorTime, String> found) {
        return executed.operators().stream()
                .filter(time -> executed.part(time) == part)
                .map(time -> new Evidence(time.node(), time.op(), time.leastMicros(), found.apply(time)))
                .toList();
    }

    /** Operators between layers, those of one name together. */
    private List<Evidence> grouped() {
        Map<String, List<Evidence>> groups = rows(Part.FLOAT_OPERATOR, time -> "").stream()
                .collect(Collectors.groupingBy(Evidence::op, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> new Evidence(
                        group.getValue().get(0).node(),
                        group.getKey(),
                        group.getValue().stream().mapToDouble(Evidence::micros).sum(),
                        group.getValue().size() == 1
                                ? ""
                                : "and %d more".formatted(group.getValue().size() - 1)))
                .toList();
    }

    private void processor(Machine machine) {
        if (machine.features().stream().anyMatch(BYTE_PRODUCTS::contains)) {
            return;
        }
        double share = executed.operators().stream()
                        .filter(time -> executed.part(time) == Part.INTEGER_PRODUCT)
                        .mapToDouble(OperatorTime::leastMicros)
                        .sum()
                / executed.micros();
        if (share >= WORTH) {
            causes.add(new Cause(
                    "processor",
                    share,
                    "the processor has no instructions that multiply bytes and add them up (VNNI, dotprod), so that"
                            + " integer products gain less than half of what they can",
                    List.of(new Evidence(
                            machine.cpu(), "processor", 0, "has " + String.join(", ", machine.features()))),
                    1));
        }
    }

    /** Causes that the comparison of whole layers shows. */
    private void layers(Map<String, Double> before, Map<String, Double> after) {
        List<Evidence> slower = new ArrayList<>();
        List<Evidence> uneven = new ArrayList<>();
        List<Evidence> clips = new ArrayList<>();
        for (Node node : floats.nodes()) {
            Optional<LayerShape> shape = LayerShape.of(floats, node);
            boolean layer = Operators.of(node).macs() != MacRule.NONE && !reasons.containsKey(node.label());
            double now = after.getOrDefault(node.label(), 0.0);
            double then = before.getOrDefault(node.label(), 0.0);
            if (layer && now > then && then > 0) {
                slower.add(new Evidence(
                        node.label(),
                        node.op(),
                        now - then,
                        String.format(
                                Locale.ROOT,
                                "%.0f µs in integers, %.0f in float%s",
                                now,
                                then,
                                shape.map(held -> "; " + held).orElse(""))));
            }
            if (layer && shape.filter(LayerShape::leavesOver).isPresent()) {
                uneven.add(new Evidence(node.label(), node.op(), now, String.valueOf(shape.get())));
            }
            if (layer && goesByFrames(node)) {
                clips.add(new Evidence(node.label(), node.op(), now, ""));
            }
        }
        cause(
                "slower-layers",
                "layers that take longer in integers than in float, with all that turning costs; --keep-float leaves them"
                        + " in float, and --scheme auto looks for them",
                slower);
        cause(
                "channels",
                "integer kernels compute 8 channels at once, and 4 input channels: what is left over is computed alone;"
                        + " prune to multiples of 8",
                uneven);
        cause(
                "clips",
                "convolutions over clips, for which the runtime has slow kernels: within frames or over time alone they can"
                        + " be convolutions over pictures; 'edgeopt simplify --by-frames' before makes them so",
                clips);
    }

    private boolean goesByFrames(Node node) {
        return node.is("Conv")
                && floats.initializerShape(node.inputs().get(1))
                        .filter(weight -> Rewrites.goesByFrames(node, weight))
                        .isPresent();
    }

    private void cause(String name, String words, List<Evidence> evidence) {
        double share = evidence.stream().mapToDouble(Evidence::micros).sum() / executed.micros();
        if (share >= WORTH) {
            List<Evidence> sorted = evidence.stream()
                    .sorted(Comparator.comparingDouble(Evidence::micros).reversed())
                    .toList();
            causes.add(new Cause(name, share, words, sorted, sorted.size()));
        }
    }
}
