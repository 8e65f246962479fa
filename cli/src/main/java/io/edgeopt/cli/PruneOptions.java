package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.optimizers.prune.LayerRatios;
import io.edgeopt.optimizers.prune.PruneSettings;
import io.edgeopt.optimizers.prune.Structure;
import io.edgeopt.optimizers.prune.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How the user wants a model pruned. */
final class PruneOptions {
    @Option(
            names = "--how",
            paramLabel = "HOW",
            defaultValue = "channels",
            description = "What is left out together: channels, really removed; masks, single weights that become zero;"
                    + " a pattern such as 2:4; blocks, or blocks:8 (default: ${DEFAULT-VALUE}).")
    private String how = "";

    @Option(
            names = "--what",
            paramLabel = "MEASURE",
            completionCandidates = Measures.class,
            description = "By what weights are judged: ${COMPLETION-CANDIDATES} (default: taylor with labelled"
                    + " samples to learn from; of channels thinet with samples or of embeddings; else l1).")
    private Optional<String> what = Optional.empty();

    @Option(
            names = "--where",
            paramLabel = "WHERE",
            defaultValue = "global",
            description =
                    "How what goes is spread: global, one threshold for all layers; uniform, the same share of each;"
                            + " sensitivity, as much as each layer bears, measured; or a file of lines 'layer: share'"
                            + " (default: ${DEFAULT-VALUE}).")
    private String where = "";

    @Option(
            names = "--when",
            paramLabel = "WHEN",
            defaultValue = "once",
            completionCandidates = Schedules.class,
            description = "In how many rounds, with a training after each: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    private String when = "";

    @Option(names = "--ratio", paramLabel = "X", description = "The share of channels, or of weights, that goes.")
    private Optional<Double> ratio = Optional.empty();

    @Option(names = "--target-macs", paramLabel = "X", description = "The share of MACs that is left, such as 0.5.")
    private Optional<Double> macs = Optional.empty();

    @Option(names = "--target-params", paramLabel = "X", description = "The share of parameters that is left.")
    private Optional<Double> parameters = Optional.empty();

    @Option(
            names = "--target-latency",
            paramLabel = "X",
            description = "The share of time that is left, measured here on one thread by turns with the source.")
    private Optional<Double> latency = Optional.empty();

    @Option(
            names = "--round",
            paramLabel = "N",
            defaultValue = "8",
            description = "Layers keep a multiple of so many channels: 8 and 16 run well, 1 lets every count be"
                    + " (default: ${DEFAULT-VALUE}).")
    private int multiple;

    @Option(
            names = "--max-ratio",
            paramLabel = "X",
            defaultValue = "0.9",
            description = "The largest share of one group of channels that may go (default: ${DEFAULT-VALUE}).")
    private double maxRatio;

    @Option(
            names = "--keep",
            paramLabel = "LAYER",
            split = ",",
            description = "Layers that stay as they are; a star stands for any text. May be repeated.")
    private List<String> keep = List.of();

    @Option(
            names = "--no-rebuild",
            description = "Do not fit layers to the channels that are left, though there are samples.")
    private boolean noRebuild;

    @Option(
            names = "--shape",
            paramLabel = "INPUT=EXTENTS",
            description =
                    "Extents of an input that the model leaves free, such as images=1,3,320,320. May be repeated.")
    private List<String> shapes = List.of();

    /** What {@code --what} takes. */
    static final class Measures implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(PruneSettings.Measure.values()).iterator();
        }
    }

    /** What {@code --when} takes. */
    static final class Schedules implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names(PruneSettings.When.values()).iterator();
        }
    }

    private static Stream<String> names(Enum<?>[] values) {
        return Stream.of(values).map(value -> value.name().toLowerCase(Locale.ROOT));
    }

    /**
     * The settings that the options stand for.
     *
     * @param labels whether there are labelled samples that say at once how far an answer is wrong
     * @param samples whether there are samples at all
     */
    PruneSettings settings(boolean labels, boolean samples, long seed, int threads) {
        Structure structure = Structure.parse(how);
        Map<String, PruneSettings.Measure> measures = new TreeMap<>();
        for (PruneSettings.Measure measure : PruneSettings.Measure.values()) {
            measures.put(measure.name().toLowerCase(Locale.ROOT), measure);
        }
        Map<String, PruneSettings.When> schedules = new TreeMap<>();
        for (PruneSettings.When schedule : PruneSettings.When.values()) {
            schedules.put(schedule.name().toLowerCase(Locale.ROOT), schedule);
        }
        return new PruneSettings(
                structure,
                what.map(name -> Catalog.named("measure", name, measures))
                        .orElseGet(() -> PruneSettings.Measure.usual(structure, labels, samples)),
                spread(),
                Catalog.named("schedule", when, schedules),
                target(structure),
                multiple,
                maxRatio,
                keep,
                !noRebuild,
                ShapeArguments.parse(shapes),
                seed,
                Math.max(1, threads));
    }

    private PruneSettings.Where spread() {
        return switch (where) {
            case "global" -> new PruneSettings.Where.Global();
            case "uniform" -> new PruneSettings.Where.Uniform();
            case "sensitivity" -> new PruneSettings.Where.Sensitive();
            default -> {
                if (!Files.exists(Path.of(where))) {
                    throw new InvalidPlanException(
                            "--where is '%s', expected global, uniform, sensitivity, or a file of lines 'layer: share'"
                                    .formatted(where));
                }
                yield new PruneSettings.Where.Layers(LayerRatios.read(Path.of(where)));
            }
        };
    }

    private Target target(Structure structure) {
        Map<Target.Of, Double> given = new TreeMap<>();
        ratio.ifPresent(share -> given.put(Target.Of.RATIO, share));
        macs.ifPresent(share -> given.put(Target.Of.MACS, share));
        parameters.ifPresent(share -> given.put(Target.Of.PARAMETERS, share));
        latency.ifPresent(share -> given.put(Target.Of.LATENCY, share));
        boolean file = !List.of("global", "uniform", "sensitivity").contains(where);
        if (given.isEmpty() && (file || structure instanceof Structure.Pattern)) {
            double share =
                    structure instanceof Structure.Pattern pattern ? 1 - (double) pattern.kept() / pattern.of() : 0.5;
            return new Target(Target.Of.RATIO, share);
        }
        if (given.size() != 1 || file || structure instanceof Structure.Pattern) {
            throw new InvalidPlanException(
                    file || structure instanceof Structure.Pattern
                            ? "how much goes follows from the %s; leave out --ratio and --target-..."
                                    .formatted(file ? "file" : "pattern")
                            : "give one of --ratio, --target-macs, --target-params and --target-latency");
        }
        Map.Entry<Target.Of, Double> one = given.entrySet().iterator().next();
        return new Target(one.getKey(), one.getValue());
    }

    /** What was done, as lineage says it. */
    String step(PruneSettings settings) {
        String measure = settings.what().name().toLowerCase(Locale.ROOT);
        StringBuilder step = new StringBuilder("prune --how %s --what %s --where %s".formatted(how, measure, where));
        if (!when.equals("once")) {
            step.append(" --when ").append(when);
        }
        ratio.ifPresent(share -> step.append(" --ratio ").append(share));
        macs.ifPresent(share -> step.append(" --target-macs ").append(share));
        parameters.ifPresent(share -> step.append(" --target-params ").append(share));
        latency.ifPresent(share -> step.append(" --target-latency ").append(share));
        return step.toString();
    }
}
