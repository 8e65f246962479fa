package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.distill.DistillSettings;
import io.edgeopt.optimizers.distill.Distillation;
import io.edgeopt.optimizers.tune.Lesson;
import io.edgeopt.optimizers.tune.TuneSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a small model by a large one. */
@Command(
        name = "distill",
        description = {
            "Train a small model by a large one, and the same small model without it, for comparison.",
            "The student is a variant of its teacher's model: it stands wherever that stands."
        },
        footer = {
            "",
            "STUDENT is an architecture from 'edgeopt models list', or an ONNX file with a card. Classes must be the",
            "teacher's; the pictures' size, range and order of colours need not be.",
            "",
            "Example:",
            "  edgeopt distill --teacher big.onnx --student fire-student -o s.onnx --data drawn-fire --epochs 16"
        })
final class DistillCommand extends ToolCommand {
    @Option(names = "--teacher", required = true, paramLabel = "MODEL", description = "The model that knows.")
    private String teacher = "";

    @Option(names = "--student", required = true, paramLabel = "STUDENT", description = "The model that learns.")
    private String student = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--loss",
            paramLabel = "KIND",
            defaultValue = "soft",
            description =
                    "What is imitated: soft (answers alone), and beside the answers feature (maps), attention"
                            + " (where maps are large) or relational (how items lie to one another) (default: ${DEFAULT-VALUE}).")
    private Lesson.Kind loss = Lesson.Kind.SOFT;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "By which scores of classes are divided before they are compared (default: 4).")
    private Optional<Double> temperature = Optional.empty();

    @Option(
            names = "--share",
            paramLabel = "S",
            description = "Of the teacher's answers in the loss (default: 0.7, of embeddings 1).")
    private Optional<Double> share = Optional.empty();

    @Option(
            names = "--weight",
            paramLabel = "W",
            description = "Of what lies between (default: feature 1, attention 1000, relational 20).")
    private Optional<Double> weight = Optional.empty();

    @Option(names = "--width", paramLabel = "W", description = "What the architecture's channels are multiplied by.")
    private Optional<Double> width = Optional.empty();

    @Option(
            names = "--student-size",
            paramLabel = "WxH",
            description = "The student's input in pixels (default: the teacher's).")
    private Optional<String> size = Optional.empty();

    @Option(names = "--no-control", description = "Do not train the same student without the teacher.")
    private boolean noControl;

    @Mixin
    private TuneOptions tuning = new TuneOptions();

    @Mixin
    private CardOptions cardOptions = new CardOptions();

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        Lesson usual = Lesson.of(loss);
        Lesson lesson = new Lesson(
                loss,
                temperature.orElse(usual.temperature()),
                share.isPresent() ? OptionalDouble.of(share.get()) : usual.share(),
                weight.orElse(usual.weight()));
        if (!tuning.isAsked()) {
            throw new InvalidPlanException("say how long the student learns, with --epochs or --steps");
        }
        LearningData data = tuning.data();
        KnownModel source = KnownModel.of(teacher, cardOptions);
        Architecture wise = new Architecture(source.model(), source.known().card());
        Architecture start = student(wise.card());
        DistillSettings settings = settings(lesson, data);
        Distillation made = DistillRun.of(wise, start, data.material(), settings, console.progress());
        String step = "distill --teacher %s --student %s --loss %s, %s"
                .formatted(
                        wise.card().name(),
                        start.card().name(),
                        loss.name().toLowerCase(Locale.ROOT),
                        TuneOptions.words(settings.training()));
        Model deployed = Lineage.noted(made.student().model(), start.model(), step);
        deployed.write(output);
        made.student().card().after(step).withDigest(FileDigest.sha256(output)).write(Written.beside(output));
        Written.staleThreshold(made.student().card()).ifPresent(note -> console.note("%s", note));
        DistillReport report = report(source, deployed, made, data, console);
        console.print(new DistillText(report));
        console.emit(report);
        return Exit.DONE;
    }

    private DistillSettings settings(Lesson lesson, LearningData data) {
        DistillSettings usual = DistillSettings.of(lesson, 1, common().seed());
        TuneSettings training =
                tuning.settings(usual.training().withThreads(Math.max(1, common().threads())), data.samples());
        return usual.withTraining(training).withControl(!noControl);
    }

    private Architecture student(ModelCard wise) {
        if (student.endsWith(".onnx")) {
            if (width.isPresent() || size.isPresent()) {
                throw new InvalidPlanException(
                        "%s has a width and a size of its own; leave out --width and --student-size"
                                .formatted(student));
            }
            Path file = Path.of(student);
            return new Architecture(Model.read(file), CardedModel.card(file));
        }
        CardInput input = wise.inputs().get(0);
        Optional<ImageSize> pixels =
                size.map(PixelSize::parse).or(() -> input.preparation().map(DistillCommand::size));
        return Catalog.architectures()
                .build(
                        student,
                        new ArchitectureOptions(
                                wise.labels(), width, pixels, input.clip().map(ClipSampling::frames), common().seed()));
    }

    private static ImageSize size(Preparation preparation) {
        return new ImageSize(preparation.width(), preparation.height());
    }

    private DistillReport report(
            KnownModel source, Model deployed, Distillation made, LearningData data, Console console) {
        Backend backend = Catalog.backend("onnxruntime");
        Rivals rivals = new Rivals(data.test(), backend, common().threads(), common().seed(), console.progress());
        ModelCard card = made.student().card();
        boolean scored = !data.test().isEmpty();
        return new DistillReport(
                source.file().toString(),
                student,
                output.toString(),
                loss.name().toLowerCase(Locale.ROOT),
                InputFile.size(source.file(), "model"),
                InputFile.size(output, "model"),
                macs(source.model(), backend),
                macs(deployed, backend),
                TuneReport.of(made.taught()),
                made.control().map(control -> TuneReport.of(control.learnt())),
                scored
                        ? made.control()
                                .map(control -> rivals.compare(
                                        "student",
                                        deployed,
                                        card,
                                        "control",
                                        control.student().model(),
                                        card))
                                .orElse(List.of())
                        : List.of(),
                scored
                        ? rivals.compare(
                                "student",
                                deployed,
                                card,
                                "teacher",
                                source.model(),
                                source.known().card())
                        : List.of());
    }

    private static long macs(Model model, Backend backend) {
        return Cost.of(model, Trace.ofShapes(model, backend, Map.of())).macs();
    }
}
