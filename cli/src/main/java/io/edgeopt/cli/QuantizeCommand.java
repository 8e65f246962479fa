package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.optimizers.quantize.Budget;
import io.edgeopt.optimizers.quantize.BudgetOutcome;
import io.edgeopt.optimizers.quantize.CalibrationSize;
import io.edgeopt.optimizers.quantize.Execution;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.ToldStep;
import io.edgeopt.optimizers.quantize.range.Growth;
import io.edgeopt.reports.quantize.DiagnosisPage;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a smaller, faster model. */
@Command(
        name = "quantize",
        description = {
            "Write a smaller model, and where this machine gains by it a faster one, that answers as its source does.",
            "Nothing is written unless the result was run and compared with its source."
        },
        footer = {
            "",
            "Schemes:",
            "  auto          measures static, dynamic and float on this machine and takes the fastest; parts that are",
            "                faster in float stay so, and where nothing is faster OUT is the float model, simplified.",
            "                What was decided lies beside OUT (.decisions.json), so that the same command gives the same.",
            "  static        8-bit integers for weights and for what flows between layers; ranges from --calib",
            "  dynamic       8-bit integers for matrix products and LSTMs, ranges found in each run",
            "  dynamic-conv  the same, and for convolutions",
            "  weights       weights of 2 to 8 bits (--bits); computes in floats",
            "  clusters      weights that share 2 to 256 values a layer (--bits); computes in floats",
            "  fp16          weights in 16-bit floats",
            "",
            "DATA is a folder of pictures, a data-set folder, or an array file (.npy, or array x of an .npz):",
            "samples like those that the model will see. Labels are not needed.",
            "",
            "Example:",
            "  edgeopt quantize fire.onnx -o fire-int8.onnx --calib pictures"
        })
final class QuantizeCommand extends ToolCommand {
    /** More samples than that are not looked at, however much ranges grow. */
    private static final int MOST_SAMPLES = 1000;

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Option(names = "--calib", paramLabel = "DATA", description = "Samples to learn ranges from.")
    private Optional<Path> calibration = Optional.empty();

    @Option(
            names = "--calib-size",
            paramLabel = "N",
            defaultValue = "128",
            description = "How many of the samples are used at most; auto takes as many, up to 1000, as it needs until"
                    + " ranges no longer grow (default: ${DEFAULT-VALUE}).")
    private String calibrationSize = "";

    @Option(
            names = "--scheme",
            paramLabel = "NAME",
            defaultValue = "auto",
            completionCandidates = SchemeNames.class,
            description = "What is put into fewer bits, and how: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private String scheme = "";

    @Option(
            names = "--measure-again",
            description = "Do not keep to what --scheme auto decided when OUT was written before.")
    private boolean measureAgain;

    @Option(
            names = "--why-slow",
            description = "Name what keeps the result from being faster than its source, with what was executed as"
                    + " evidence; where OUT is left in float, what keeps the static one from it.")
    private boolean whySlow;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Write a page about the result, diagnosis.html and the same as diagnosis.json: what each layer"
                            + " costs and gains, weights, ranges. Takes a run of the model and more for each layer.")
    private Optional<Path> reportFolder = Optional.empty();

    @Option(
            names = "--bits",
            paramLabel = "BITS",
            description = "Bits of a weight, for the schemes weights (2 to 8, default: 8) and clusters (1 to 8,"
                    + " default: mean:4): a number, mean:NUMBER for more in small layers and fewer in large ones,"
                    + " or a file of lines 'layer = bits'.")
    private Optional<String> bits = Optional.empty();

    @Option(
            names = "--max-drop",
            paramLabel = "X",
            description = "How far the score on --data may fall, such as 0.01. Layers go back to float until it holds;"
                    + " a model that misses it all the same is written and labelled, and the exit code is 1.")
    private Optional<Double> maxDrop = Optional.empty();

    @Option(names = "--data", paramLabel = "DATA", description = "Labelled samples to score on, for --max-drop.")
    private Optional<Path> data = Optional.empty();

    @Mixin
    private QuantizeTraining training = new QuantizeTraining();

    @Mixin
    private QuantizeOptions options = new QuantizeOptions();

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    /** What {@code --scheme} takes, for the help and for shells that complete it. */
    static final class SchemeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Catalog.schemes().iterator();
        }
    }

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        reportFolder.ifPresent(AtomicFile::checkWritableFolder);
        Optional<Integer> size = QuantizeOptions.count("--calib-size", calibrationSize);
        Scheme chosen = Catalog.scheme(scheme);
        QuantizeSettings settings = options.settings(common().threads());
        if (chosen.needsCalibration() && calibration.isEmpty()) {
            throw new InvalidPlanException(
                    "--scheme %s learns from samples like those that the model will see; give some with --calib DATA"
                            .formatted(scheme));
        }
        if (bits.isPresent() && !chosen.takesBits()) {
            throw new InvalidPlanException("--scheme %s leaves no choice of bits; leave out --bits".formatted(scheme));
        }
        training.check(scheme, chosen.takesTraining());
        if (chosen.needsCalibration() && settings.learnsRounding()) {
            Catalog.requirePyTorch("learnt rounding (--adaround, --effort best)");
        }
        KnownModel source = KnownModel.of(model, cardOptions);
        Backend backend = settings.target().judging(Catalog.backend("onnxruntime"));
        Optional<InputSource> samples = calibration
                .map(place -> source.samples(place, size.orElse(MOST_SAMPLES), common().seed()))
                .map(all -> size.isPresent() || !chosen.needsCalibration()
                        ? all
                        : enough(source, settings, all, backend, console));
        Optional<Budget> budget = budget(source, backend);
        Optional<DecisionFile> decisions = chosen.decides()
                ? Optional.of(DecisionFile.beside(
                        output,
                        source.file(),
                        "%s, budget %s"
                                .formatted(
                                        settings, maxDrop.map(String::valueOf).orElse("none"))))
                : Optional.empty();
        Map<String, String> earlier = decisions
                .filter(file -> !measureAgain)
                .map(DecisionFile::earlier)
                .orElse(Map.of());
        InputSource compared = compared(source, settings, samples);
        Fidelity judge =
                new Fidelity(source.model(), compared, backend, SessionOptions.DEFAULT.withThreads(common().threads()));
        Step step = chosen.keepingTo(earlier)
                .step(new Scheme.Request(
                        backend,
                        settings,
                        samples,
                        bits,
                        training.of(source, common().seed(), common().threads(), backend),
                        samples.map(given -> judge),
                        common().seed(),
                        budget,
                        console.progress()));
        Quantization made = step instanceof ToldStep told
                ? told.run(source.model())
                : Quantization.untold(step.apply(source.model()));
        Quantization result = budget.map(made::heldTo).orElse(made);
        QuantizeReport report =
                new Report(source, settings, samples, compared, judge, result, backend, console).written();
        result.choice()
                .filter(choice -> !choice.replayed())
                .ifPresent(choice -> decisions.ifPresent(file -> file.write(choice)));
        console.print(new QuantizeText(report));
        if (samples.isPresent()) {
            source.known().guesses().forEach(guess -> console.note("no card: assuming %s", guess));
        }
        result.notes().forEach(note -> console.note("%s", note));
        console.emit(report);
        return result.budget().map(BudgetOutcome::met).orElse(true) ? Exit.DONE : Exit.GOAL_MISSED;
    }

    /** What the result is compared with its source on. */
    private InputSource compared(KnownModel source, QuantizeSettings settings, Optional<InputSource> samples) {
        int runs = settings.effort().compared();
        return samples.map(given -> given.first(runs))
                .orElseGet(() -> Fidelity.drawn(source.model(), runs, common().seed()));
    }

    /** As many of the samples as it takes until ranges no longer grow. */
    private static InputSource enough(
            KnownModel source, QuantizeSettings settings, InputSource all, Backend backend, Console console) {
        Growth growth = CalibrationSize.of(source.model(), settings, all, backend, console.progress());
        console.note(
                "--calib-size auto: %d of %d samples, %s",
                growth.samples(),
                all.size(),
                growth.isStable()
                        ? "after which ranges no longer grew"
                        : "and ranges still grew: more samples would be better");
        return all.first(growth.samples());
    }

    private Optional<Budget> budget(KnownModel source, Backend backend) {
        if (maxDrop.isPresent() != data.isPresent()) {
            throw new InvalidPlanException("--max-drop and --data belong together: give both, or neither");
        }
        if (maxDrop.isEmpty()) {
            return Optional.empty();
        }
        if (!(maxDrop.get() >= 0)) {
            throw new InvalidPlanException("--max-drop cannot be %s; give 0 or more".formatted(maxDrop.get()));
        }
        Scorer scorer = new Scorer(
                Datasets.open(data.get()), source.known().card(), backend, common().threads(), common().seed());
        return Optional.of(scorer.budget(source.model(), maxDrop.get()));
    }

    /** Checks the result, writes it with its card, and says what it is. */
    private final class Report {
        private final KnownModel source;
        private final QuantizeSettings settings;
        private final Optional<InputSource> samples;
        private final InputSource compared;
        private final Fidelity judge;
        private final Quantization result;
        private final Backend backend;
        private final Console console;

        Report(
                KnownModel source,
                QuantizeSettings settings,
                Optional<InputSource> samples,
                InputSource compared,
                Fidelity judge,
                Quantization result,
                Backend backend,
                Console console) {
            this.console = console;
            this.source = source;
            this.settings = settings;
            this.samples = samples;
            this.compared = compared;
            this.judge = judge;
            this.result = result;
            this.backend = backend;
        }

        QuantizeReport written() {
            Model changed = Model.parse(
                    output.toString(),
                    Lineage.noted(result.model(), source.model(), step()).toBytes());
            Fidelity.Result fidelity = judge.of(changed);
            Optional<Execution> execution = settings.target().isHere()
                    ? Execution.of(changed, compared.inputs(0), backend, common().threads())
                    : Optional.empty();
            changed.write(output);
            new Written(source, output).card(step());
            QuantizeQuestions questions = new QuantizeQuestions(
                    source,
                    output,
                    scheme,
                    result,
                    settings,
                    samples.orElse(compared),
                    backend,
                    common().seed(),
                    console.progress());
            reportFolder.ifPresent(folder -> DiagnosisPage.write(questions.diagnosis(fidelity), folder));
            return new QuantizeReport(
                    source.file().toString(),
                    output.toString(),
                    scheme,
                    settings.target().toString(),
                    settings.rounding().toString(),
                    result.calibrator(),
                    result.tried(),
                    result.calibrationRuns(),
                    result.calibrationBytes(),
                    InputFile.size(source.file(), "model"),
                    InputFile.size(output, "model"),
                    fidelity.outputs(),
                    fidelity.samples(),
                    result.choice(),
                    whySlow ? questions.whySlow() : Optional.empty(),
                    execution,
                    result.layers(),
                    result.sensitivities(),
                    result.budget(),
                    result.notes(),
                    Machine.here());
        }

        /** What was done, and whether it missed its budget, in a line. */
        private String step() {
            String missed = result.budget()
                    .filter(outcome -> !outcome.met())
                    .map(outcome -> String.format(
                            Locale.ROOT,
                            " (missed its budget: %s fell by %.4f, %.4f was allowed)",
                            outcome.metric(),
                            outcome.drop(),
                            outcome.maxDrop()))
                    .orElse("");
            String took = result.choice()
                    .map(choice -> " (%s%s)"
                            .formatted(
                                    choice.scheme(),
                                    choice.inFloat().isEmpty()
                                            ? ""
                                            : ", %d layers in float"
                                                    .formatted(choice.inFloat().size())))
                    .orElse("");
            return "quantize --scheme %s%s --target %s%s%s"
                    .formatted(scheme, took, settings.target(), training.words(), missed);
        }
    }
}
