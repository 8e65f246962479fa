package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.place.Group;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.range.Collector;
import io.edgeopt.optimizers.quantize.range.Growth;
import java.util.LinkedHashSet;
import java.util.Set;

/** Finds out how many samples it takes until more of them make the ranges of a model's tensors no wider. */
public final class CalibrationSize {
    private CalibrationSize() {}

    /** Watches the extremes of every tensor that is to hold integers, and stops when they are stable. */
    public static Growth of(
            Model model, QuantizeSettings settings, InputSource data, Backend backend, Progress progress) {
        Model prepared = Preparation.of(model, backend, settings.effort());
        Placement placement = StaticQuantize.placement(prepared.graph(), settings);
        Growth growth = Growth.stopping();
        new Collector(backend, SessionOptions.DEFAULT.withThreads(settings.threads()))
                .extremes(prepared, watched(prepared, placement), data, progress, growth);
        return growth;
    }

    /** The tensors that are to hold integers and whose ranges only samples tell. */
    static Set<String> watched(Model prepared, Placement placement) {
        Set<String> watched = new LinkedHashSet<>();
        for (Group group : placement.groups()) {
            if (group.range().isEmpty()) {
                group.sources().stream()
                        .filter(source -> prepared.graph().constant(source).isEmpty())
                        .forEach(watched::add);
            }
        }
        return watched;
    }
}
