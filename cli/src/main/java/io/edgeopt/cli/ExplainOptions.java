package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.explain.Method;
import io.edgeopt.xai.perturb.Baseline;
import io.edgeopt.xai.perturb.Occlusion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** By which methods answers are explained, and how each goes about it. */
final class ExplainOptions {
    @Option(
            names = "--method",
            paramLabel = "NAME",
            split = ",",
            completionCandidates = Names.class,
            description = "By which methods: ${COMPLETION-CANDIDATES} (default: occlusion, and gradcam where there is"
                    + " PyTorch).")
    private List<String> methods = List.of();

    @Option(
            names = "--layer",
            paramLabel = "NAME",
            description = "Layer of activation maps (default: the last with places).")
    private Optional<String> layer = Optional.empty();

    @Option(
            names = "--window",
            paramLabel = "PIXELS",
            description = "Occlusion: side of the hidden square (default: a seventh of the input's shorter side).")
    private Optional<Integer> window = Optional.empty();

    @Option(
            names = "--stride",
            paramLabel = "PIXELS",
            description = "Occlusion: how far it moves (default: half of it).")
    private Optional<Integer> stride = Optional.empty();

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "What hides a part: mean, blur, black, zero or inpaint (default: mean).")
    private Optional<Baseline> baseline = Optional.empty();

    /** The methods that were asked for, those that are usual otherwise. */
    List<Method> methods(long seed) {
        List<String> names = methods.isEmpty() ? Catalog.usualMethods() : methods;
        List<Method> chosen = new ArrayList<>();
        ExplainMethods.Asked asked = new ExplainMethods.Asked(layer, baseline.orElse(Baseline.MEAN), false, seed);
        for (String name : names) {
            Method method = Catalog.method(name.strip(), asked);
            if (method.needsGradients()) {
                Catalog.requirePyTorch("explaining by " + method.name());
            }
            chosen.add(method instanceof Occlusion occlusion ? set(occlusion) : method);
        }
        if (layer.isPresent() && chosen.stream().noneMatch(Method::looksIntoALayer)) {
            throw new InvalidPlanException("--layer %s: none of %s looks into a layer; leave it out, or add gradcam"
                    .formatted(layer.get(), names));
        }
        if (chosen.stream().map(Method::name).distinct().count() < chosen.size()) {
            throw new InvalidPlanException("--method names one method twice: %s".formatted(names));
        }
        return chosen;
    }

    private Occlusion set(Occlusion standard) {
        Occlusion changed = standard;
        if (window.isPresent()) {
            changed = changed.withWindow(window.get());
        }
        if (stride.isPresent()) {
            changed = changed.withStride(stride.get());
        }
        if (baseline.isPresent()) {
            changed = changed.withBaseline(baseline.get());
        }
        return changed;
    }

    /** The names for the help. */
    static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Names() {
            super(ExplainMethods.names());
        }
    }
}
