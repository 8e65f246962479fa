package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.optimizers.quantize.place.Placement;
import io.edgeopt.optimizers.quantize.range.Collector;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model in static integers with now these, now those layers in float: to be timed, so that ranges from a few samples
 * will do.
 */
public final class StaticTrials {
    private static final int SAMPLES = 4;

    private final Model prepared;
    private final Placement placement;
    private final Workshop workshop;
    private final List<String> always;

    private StaticTrials(Model prepared, Placement placement, Workshop workshop, List<String> always) {
        this.prepared = prepared;
        this.placement = placement;
        this.workshop = workshop;
        this.always = always;
    }

    /** Fails where no layer can compute on integers. */
    public static StaticTrials of(
            Model model, QuantizeSettings settings, InputSource data, Backend backend, Progress progress) {
        Model prepared = Preparation.of(model, backend, settings.effort());
        Placement placement = StaticQuantize.placement(prepared.graph(), settings);
        Workshop workshop = Workshop.of(
                prepared,
                placement,
                data.first(SAMPLES),
                settings.withEffort(Effort.FAST),
                backend,
                SessionOptions.DEFAULT.withThreads(settings.threads()),
                Collector.Witness.NONE,
                progress);
        return new StaticTrials(prepared, placement, workshop, settings.keepFloat());
    }

    /** The float model, as it is before integers are put into it. */
    public Model prepared() {
        return prepared;
    }

    /** Layers that may be put into integers, by their labels, in the graph's order. */
    public List<String> layers() {
        return placement.layers().stream().map(Node::label).toList();
    }

    /** The tensors that are to hold integers and whose ranges only samples tell. */
    public Set<String> watched() {
        return CalibrationSize.watched(prepared, placement);
    }

    /** The model with those of its layers in float, and those that the user keeps there. */
    public Model without(Collection<String> layers) {
        Map<String, String> kept = new LinkedHashMap<>();
        always.forEach(layer -> kept.put(layer, ""));
        layers.forEach(layer -> kept.put(layer, ""));
        return workshop.emitted(kept);
    }
}
