package io.edgeopt.optimizers.replace;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.rewrite.Fixpoint;
import io.edgeopt.core.graph.rewrite.Rewrite;
import io.edgeopt.core.graph.rewrite.Rewrites;
import io.edgeopt.core.optimize.Observation;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.quantize.emit.Decibels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Puts a Relu where a dearer activation was, and constants where gates were.
 *
 * <p>Each Relu gets, for each channel, the factor and the term that bring it nearest to what was there, on samples: they go
 * into the layer before it. This is done one after the other, so that each makes up for what those before it got wrong.
 */
public final class Replace implements Step {
    private static final int CHECKED = 2;

    /** What takes the factors, terms and means up into weights, and how much of it there is if not all can be. */
    private static final List<List<String>> FOLDINGS =
            List.of(List.of("fold-affine", "fold-scale"), List.of("fold-affine"));

    /**
     * How far rounding may take the answers, of their largest value: what has not learnt again yet answers little more than
     * noise, and {@code object} so was 1.2e-4 apart where the same numbers were multiplied in another order.
     */
    private static final double ROUNDING = 3e-4;

    /** A norm or a bias between a layer and its activation would keep the two apart. */
    private static final List<String> NORMS = List.of("fold-batch-norm", "fold-affine", "matmul-add-to-gemm");

    /** Samples up to here are made once; beyond, each time they are asked for. */
    private static final long HELD_BYTES = 256L << 20;

    /** A plain Relu that is further from what is there is none of it. */
    private static final double LEAST_DECIBELS = 3;

    private static final String EMPTY = "it was empty on all samples";

    private final ReplaceSettings settings;
    private final Backend backend;
    private final InputSource samples;
    private final Progress progress;

    public Replace(ReplaceSettings settings, Backend backend, InputSource samples, Progress progress) {
        this.settings = settings;
        this.backend = backend;
        this.samples = samples;
        this.progress = progress;
    }

    @Override
    public String name() {
        return "replace";
    }

    @Override
    public Model apply(Model model) {
        return run(model).model();
    }

    /** Whether a model has activations that cost more than a Relu. */
    public static boolean findsActivations(Model model) {
        return !Activations.in(model.graph()).isEmpty();
    }

    public Replacement run(Model source) {
        Model model = rewritten(source, NORMS);
        InputSource inputs = held();
        Trace trace = Trace.of(model, backend, inputs.inputs(0));
        List<Site> sites = sites(model.graph(), trace);
        checkNames(sites);
        Watch watch = new Watch(backend, settings.threads(), inputs, settings.seed());
        Map<Site, Optional<String>> reasons = new LinkedHashMap<>();
        sites.forEach(site -> reasons.put(site, reasonToLeave(site, trace)));
        List<Site> chosen = sites.stream()
                .filter(site -> reasonFor(site, reasons).isEmpty())
                .toList();
        Map<String, float[][]> before = seen(watch, model, chosen);
        Map<Site, SiteOutcome> outcomes = new LinkedHashMap<>();
        Model current = model;
        progress.begin("replacing", chosen.size());
        try {
            for (Site site : chosen) {
                GraphEditor editor = current.edit();
                SiteOutcome outcome = site.part() == Part.GATES
                        ? fix(site, before, trace, editor)
                        : bend(site, before, watch, current, model.graph(), editor);
                outcomes.put(site, outcome);
                current = outcome.replaced() ? editor.removeDead().model() : current;
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        List<SiteOutcome> told = sites.stream()
                .map(site -> reasonFor(site, reasons)
                        .map(why -> SiteOutcome.left(site, why))
                        .orElseGet(() -> Objects.requireNonNull(outcomes.get(site))))
                .toList();
        return new Replacement(folded(current, inputs), told);
    }

    private InputSource held() {
        Map<String, Tensor> first = samples.inputs(0);
        long bytes = first.values().stream()
                .mapToLong(tensor -> tensor.size() * Float.BYTES)
                .sum();
        if (bytes * samples.size() > HELD_BYTES) {
            return samples;
        }
        List<Map<String, Tensor>> inputs = new ArrayList<>(List.of(first));
        for (int run = 1; run < samples.size(); run++) {
            inputs.add(samples.inputs(run));
        }
        return InputSource.of(samples.name(), inputs);
    }

    private static Optional<String> reasonFor(Site site, Map<Site, Optional<String>> reasons) {
        return Objects.requireNonNull(reasons.get(site));
    }

    private List<Site> sites(Graph graph, Trace trace) {
        Stream<Site> activations =
                settings.parts().contains(Part.ACTIVATIONS) ? Activations.in(graph).stream() : Stream.of();
        Stream<Site> gates = settings.parts().contains(Part.GATES) ? Gates.in(graph, trace).stream() : Stream.of();
        List<Node> order = graph.topological();
        List<Site> sites = Stream.concat(activations, gates)
                .sorted((one, other) -> Integer.compare(order.indexOf(one.last()), order.indexOf(other.last())))
                .toList();
        if (sites.isEmpty()) {
            throw new InvalidPlanException("the model has none of what is to be replaced (%s); %s"
                    .formatted(
                            String.join(
                                    ", ",
                                    settings.parts().stream()
                                            .sorted()
                                            .map(Part::toString)
                                            .toList()),
                            "'edgeopt inspect' tells its operators"));
        }
        return sites;
    }

    private void checkNames(List<Site> sites) {
        Set<String> names = new LinkedHashSet<>(sites.stream().map(Site::name).toList());
        Stream.concat(settings.only().stream(), settings.kept().stream())
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InvalidPlanException(
                            "the model has no activation or gate '%s' to replace%s; there are: %s"
                                    .formatted(name, Suggestion.sentence(name, names), String.join(", ", names)));
                });
    }

    private Optional<String> reasonToLeave(Site site, Trace trace) {
        if (settings.kept().contains(site.name())
                || (!settings.only().isEmpty() && !settings.only().contains(site.name()))) {
            return Optional.of("not asked for");
        }
        Optional<Shape> from = trace.shape(site.input());
        Optional<Shape> to = trace.shape(site.output());
        if (from.isEmpty() || !from.equals(to)) {
            return Optional.of("its shape is not known, or not that of its input");
        }
        return trace.type(site.output())
                        .filter(type -> type == ElementType.FLOAT)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("it is not worked out in 32-bit floats");
    }

    /** What activations and gates give in the model as it is. */
    private Map<String, float[][]> seen(Watch watch, Model model, List<Site> chosen) {
        Set<Watch.Look> looks = new LinkedHashSet<>();
        for (Site site : chosen) {
            boolean gate = site.part() == Part.GATES;
            looks.add(new Watch.Look(gate ? site.gate() : site.output(), gate || site.followsALayer(model.graph())));
        }
        return looks.isEmpty() ? Map.of() : watch.of(model, looks);
    }

    private SiteOutcome bend(
            Site site, Map<String, float[][]> before, Watch watch, Model current, Graph source, GraphEditor editor) {
        float[][] wanted = Objects.requireNonNull(before.get(site.output()));
        boolean fits = site.followsALayer(source);
        float[][] given = Objects.requireNonNull(
                watch.of(current, List.of(new Watch.Look(site.input(), fits))).get(site.input()));
        if (wanted[0].length == 0 || wanted[0].length != given[0].length) {
            return SiteOutcome.left(site, EMPTY);
        }
        float[] factors = new float[given.length];
        float[] terms = new float[given.length];
        double signal = 0;
        double error = 0;
        for (int channel = 0; channel < given.length; channel++) {
            Hinge hinge =
                    fits ? Hinge.of(given[channel], wanted[channel]) : Hinge.plain(given[channel], wanted[channel]);
            factors[channel] = (float) hinge.factor();
            terms[channel] = (float) hinge.term();
            error += hinge.error();
            for (float value : wanted[channel]) {
                signal += (double) value * value;
            }
        }
        double decibels = Decibels.of(signal, error);
        if (decibels < (fits ? 0 : LEAST_DECIBELS)) {
            return SiteOutcome.left(
                    site,
                    fits
                            ? "no Relu comes near it"
                            : "a plain Relu is too far from it, and the layer before it cannot make up for that");
        }
        Node last = standing(site, editor);
        String input = site.input();
        List<Node> nodes = new ArrayList<>();
        if (fits) {
            int rank = source.constant(
                            source.producerOf(input).orElseThrow().inputs().get(1))
                    .orElseThrow()
                    .shape()
                    .rank();
            String factored = editor.freshName(input + "_times");
            String moved = editor.freshName(input + "_plus");
            nodes.add(Node.of(
                            "Mul",
                            List.of(input, editor.constant(factored + "_by", alongChannels(factors, rank))),
                            List.of(factored))
                    .withName(factored));
            nodes.add(Node.of(
                            "Add",
                            List.of(factored, editor.constant(moved + "_by", alongChannels(terms, rank))),
                            List.of(moved))
                    .withName(moved));
            input = moved;
        }
        nodes.add(Node.of("Relu", List.of(input), List.of(site.output())).withName(last.name()));
        editor.replace(last, nodes.toArray(Node[]::new));
        return new SiteOutcome(site.name(), site.part(), site.what(), given.length, fits, decibels, Optional.empty());
    }

    private SiteOutcome fix(Site site, Map<String, float[][]> before, Trace trace, GraphEditor editor) {
        float[][] opened = Objects.requireNonNull(before.get(site.gate()));
        if (opened[0].length == 0) {
            return SiteOutcome.left(site, EMPTY);
        }
        float[] means = new float[opened.length];
        double signal = 0;
        double error = 0;
        for (int channel = 0; channel < opened.length; channel++) {
            double sum = 0;
            for (float value : opened[channel]) {
                sum += value;
            }
            means[channel] = (float) (sum / opened[channel].length);
            for (float value : opened[channel]) {
                signal += (double) value * value;
                error += (double) (value - means[channel]) * (value - means[channel]);
            }
        }
        Node last = standing(site, editor);
        String mean = editor.constant(
                site.gate() + "_mean",
                alongChannels(means, trace.shape(site.output()).orElseThrow().rank()));
        editor.replace(last, last.withInputs(List.of(site.input(), mean)));
        return new SiteOutcome(
                site.name(),
                site.part(),
                site.what(),
                means.length,
                true,
                Decibels.of(signal, error),
                Optional.empty());
    }

    /** The node that gives the site's output now: others before it may have changed the one that was found. */
    private static Node standing(Site site, GraphEditor editor) {
        return editor.graph().producerOf(site.output()).orElseThrow();
    }

    private static Tensor alongChannels(float[] values, int rank) {
        long[] shape = new long[rank];
        Arrays.fill(shape, 1);
        shape[1] = values.length;
        return Tensor.of(values, shape);
    }

    /**
     * Factors, terms and means in the weights of layers, which must answer as with them written out. Where rounding tips an
     * answer over, they stay written out.
     */
    private Model folded(Model written, InputSource inputs) {
        List<Map<String, Tensor>> checked = new ArrayList<>();
        for (int run = 0; run < Math.min(CHECKED, inputs.size()); run++) {
            checked.add(inputs.inputs(run));
        }
        Verification asWritten = Verification.on(checked, written, backend, ROUNDING);
        return FOLDINGS.stream()
                .map(names -> rewritten(written, names))
                .filter(folded -> asWritten.check(folded).agrees())
                .findFirst()
                .orElse(written);
    }

    private Model rewritten(Model model, List<String> names) {
        List<Rewrite> rewrites = Rewrites.forOpset(model.opset()).stream()
                .filter(rewrite -> names.contains(rewrite.name()))
                .toList();
        return Fixpoint.of(
                        model, rewrites, each -> Observation.of(each, backend).facts())
                .model();
    }
}
