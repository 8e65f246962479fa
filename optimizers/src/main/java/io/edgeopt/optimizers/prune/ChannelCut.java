package io.edgeopt.optimizers.prune;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import io.edgeopt.optimizers.prune.graph.Group;
import io.edgeopt.optimizers.prune.graph.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Chooses the channels of a model that go. */
final class ChannelCut {
    /** How often a target of time is halved in on. */
    private static final int MEASUREMENTS = 7;

    /** Inputs to measure on where there are no samples. */
    private static final int DRAWN = 8;

    /** How much more, or less, than the middle one a layer's channels may count. */
    private static final double MOST = 4;

    private final PruneSettings settings;
    private final Backend backend;
    private final Evidence evidence;
    private final DependencyGraph dependencies;
    private final Costs costs;
    private final List<Pattern> kept;

    /** What there is to judge by. */
    record Evidence(Optional<InputSource> samples, Optional<Retraining> retraining, Progress progress) {}

    ChannelCut(Model model, PruneSettings settings, Backend backend, Evidence evidence) {
        Trace trace = Trace.ofShapes(model, backend, settings.shapes());
        this.settings = settings;
        this.backend = backend;
        this.evidence = evidence;
        this.dependencies = DependencyGraph.of(model, trace);
        this.costs = new Costs(dependencies, trace);
        this.kept = settings.keep().stream().map(LayerRatios::named).toList();
        if (dependencies.groups().isEmpty()) {
            String reason = dependencies.held().stream()
                    .findFirst()
                    .map(held -> "'%s' must keep its channels: %s".formatted(held.layer(), held.reason()))
                    .orElse("no layer makes channels with weights of its own");
            throw new UnsupportedModelException("no channel of model '%s' can be cut: %s"
                    .formatted(model.graph().name(), reason));
        }
        checkNames();
    }

    DependencyGraph dependencies() {
        return dependencies;
    }

    /** What goes, so that the target is met. */
    BitSet removed(Target target) {
        Weights weights = new Weights(dependencies.model().graph());
        Importance importance = importance();
        Selection selection = new Selection();
        BitSet byFile = new BitSet();
        List<Group> groups =
                dependencies.groups().stream().filter(group -> !isKept(group)).toList();
        List<double[]> all = weighed(
                groups,
                groups.stream().map(group -> importance.of(group, weights)).toList());
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            double[] scores = all.get(i);
            selection.add(group, scores, settings.multiple(), settings.maxRatio());
            if (settings.where() instanceof PruneSettings.Where.Layers file) {
                Selection alone = new Selection();
                alone.add(group, scores, settings.multiple(), settings.maxRatio());
                byFile.or(alone.uniform(file.ratios().of(group.name())));
            }
        }
        if (settings.where() instanceof PruneSettings.Where.Layers) {
            return byFile;
        }
        boolean global = !(settings.where() instanceof PruneSettings.Where.Uniform);
        ToDoubleFunction<BitSet> macs = gone -> costs.macs(gone) / costs.wholeMacs();
        return switch (target.of()) {
            case RATIO -> global ? selection.globalShare(target.share()) : selection.uniform(target.share());
            case MACS -> selection.reaching(global, macs, target.share());
            case PARAMETERS ->
                selection.reaching(global, gone -> costs.parameters(gone) / costs.wholeParameters(), target.share());
            case LATENCY -> measured(selection, global, macs, target.share());
        };
    }

    /** The scores, where that is asked each times what its group was found to bear. */
    private List<double[]> weighed(List<Group> groups, List<double[]> scores) {
        if (!(settings.where() instanceof PruneSettings.Where.Sensitive)) {
            return scores;
        }
        InputSource samples = evidence.samples()
                .orElseGet(() ->
                        InputSource.of("drawn inputs", DrawnInputs.of(dependencies.model(), DRAWN, settings.seed())));
        double[] errors = new Sensitivity(dependencies, samples, backend, settings.threads())
                .of(groups, scores, evidence.progress());
        double[] sorted = errors.clone();
        Arrays.sort(sorted);
        double middle = sorted.length == 0 ? 1 : Math.max(sorted[sorted.length / 2], Double.MIN_NORMAL);
        List<double[]> weighed = new ArrayList<>();
        for (int i = 0; i < errors.length; i++) {
            // The root, and bounds: one layer that bears nothing is no reason to empty all others.
            double factor = Math.max(1 / MOST, Math.min(MOST, Math.sqrt(errors[i] / middle)));
            weighed.add(
                    Arrays.stream(scores.get(i)).map(score -> score * factor).toArray());
        }
        return weighed;
    }

    /** The most work with which the model, run by turns with its source, takes no more than that share of time. */
    private BitSet measured(Selection selection, boolean global, ToDoubleFunction<BitSet> macs, double goal) {
        var inputs = DrawnInputs.of(dependencies.model(), 1, settings.seed()).get(0);
        double low = 0;
        double high = 1;
        BitSet best = selection.reaching(global, macs, 0.01);
        for (int i = 0; i < MEASUREMENTS; i++) {
            double middle = (low + high) / 2;
            BitSet tried = selection.reaching(global, macs, middle);
            double share = Turns.share(dependencies.cut(tried), dependencies.model(), inputs, backend);
            if (share <= goal) {
                best = tried;
                low = middle;
            } else {
                high = middle;
            }
        }
        return best;
    }

    /** A group stays whole where any layer that makes its channels is to be kept. */
    private boolean isKept(Group group) {
        List<String> makers = new ArrayList<>(List.of(group.name()));
        group.members().stream()
                .filter(member -> member.part() == Member.Part.MAKES)
                .forEach(member -> makers.add(member.node()));
        return makers.stream()
                .anyMatch(maker ->
                        kept.stream().anyMatch(name -> name.matcher(maker).matches()));
    }

    private void checkNames() {
        for (int i = 0; i < kept.size(); i++) {
            Pattern name = kept.get(i);
            boolean known = dependencies.model().graph().nodes().stream()
                    .anyMatch(node -> name.matcher(node.label()).matches());
            if (!known) {
                throw new InvalidPlanException("no layer is called '%s'; 'edgeopt inspect --groups' lists them"
                        .formatted(settings.keep().get(i)));
            }
        }
    }

    private Importance importance() {
        return switch (settings.what()) {
            case L1 -> Magnitude.absolute();
            case L2 -> Magnitude.euclidean();
            case FPGM -> new GeometricMedian();
            case BN -> Magnitude.ofNorms();
            case TAYLOR ->
                new Taylor(evidence.retraining()
                        .orElseThrow(() -> new InvalidPlanException(
                                "--what taylor follows gradients of labelled samples; give --data and --steps"
                                        + " or --epochs"))
                        .saliency(dependencies.model(), backend, evidence.progress()));
            case ACTIVATION -> activity().means();
            case APOZ -> activity().shares();
            case THINET ->
                Contributions.of(
                        dependencies, samples(), backend, settings.threads(), settings.seed(), evidence.progress());
            case RANDOM -> new Chance(settings.seed());
        };
    }

    private Activity activity() {
        return Activity.of(dependencies, samples(), backend, settings.threads(), evidence.progress());
    }

    private InputSource samples() {
        return evidence.samples()
                .orElseThrow(() -> new InvalidPlanException("--what %s watches samples; give some with --calib DATA"
                        .formatted(settings.what().name().toLowerCase(Locale.ROOT))));
    }

    /** What became of each group. */
    List<Pruned.Layer> layers(BitSet removed) {
        List<Pruned.Layer> layers = new ArrayList<>();
        for (Group group : dependencies.groups()) {
            int gone =
                    removed.get(group.first(), group.first() + group.channels()).cardinality();
            layers.add(new Pruned.Layer(
                    group.name(),
                    (long) group.channels() * group.each(),
                    (long) (group.channels() - gone) * group.each()));
        }
        return layers;
    }
}
