package io.edgeopt.reports.quantize;

import io.edgeopt.core.diagnose.LayerDiagnosis;
import io.edgeopt.core.diagnose.ModelDiagnosis;
import io.edgeopt.core.diagnose.Slowness;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Fact;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.HtmlPage;
import io.edgeopt.reports.page.Page;
import io.edgeopt.reports.page.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes what is known of a quantized model as one page and one file for programs. */
public final class DiagnosisPage {
    /** The page's file. */
    public static final String HTML = "diagnosis.html";

    /** The same for programs. */
    public static final String JSON = "diagnosis.json";

    private final ModelDiagnosis model;

    private DiagnosisPage(ModelDiagnosis model) {
        this.model = model;
    }

    /** Writes both files into {@code folder}. */
    public static void write(ModelDiagnosis model, Path folder) {
        AtomicFile.checkWritableFolder(folder);
        AtomicFile.write(folder.resolve(JSON), Json.write(model));
        AtomicFile.write(folder.resolve(HTML), html(model));
    }

    static String html(ModelDiagnosis model) {
        return HtmlPage.of(new DiagnosisPage(model).page());
    }

    private Page page() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("layers", "What each layer costs and gains", layers()));
        model.slowness()
                .ifPresent(found -> sections.add(new Section("time", "What keeps it from being faster", time(found))));
        if (!model.growth().isEmpty()) {
            sections.add(new Section(
                    "ranges", "How ranges grew with the samples", List.of(DiagnosisCharts.growth(model.growth()))));
        }
        sections.add(new Section("values", "Weights and activations", values()));
        return new Page(
                "%s in fewer bits".formatted(fileName(model.model())), Page.Furniture.ENGLISH, opening(), sections);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private List<Block> opening() {
        long integers = model.layers().stream().filter(LayerDiagnosis::integer).count();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("Written", fileName(model.output())),
                new Fact("Scheme", model.scheme()),
                new Fact(
                        "Size",
                        text(
                                "%.1f %% of %,d bytes",
                                100.0 * model.bytesAfter() / model.bytesBefore(), model.bytesBefore())),
                new Fact(
                        "Layers in integers",
                        "%d of %d".formatted(integers, model.layers().size()))));
        model.outputSqnr()
                .forEach((output, decibels) ->
                        facts.add(new Fact("Signal to noise of " + output, text("%.1f dB", decibels))));
        model.slowness()
                .ifPresent(found -> facts.add(new Fact(
                        "One thread, %s beside float".formatted(found.scheme()), text("%.2f ×", found.speedUp()))));
        facts.add(new Fact("Machine", model.machine().cpu()));
        return List.of(new Block.Facts(facts));
    }

    private List<Block> layers() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(
                ("Errors are told in decibels: 20 dB is an error of a tenth, 40 dB of a hundredth. At its output means with"
                                + " everything before the layer in integers too, channel by channel; alone means at the model's"
                                + " outputs, where this layer and no other is in integers. On %d samples.")
                        .formatted(model.samples())));
        DiagnosisCharts.noise(model.layers()).ifPresent(blocks::add);
        DiagnosisCharts.gains(model.layers()).ifPresent(blocks::add);
        DiagnosisCharts.depth(model.layers()).ifPresent(blocks::add);
        blocks.add(new Block.Table(
                "Every layer, in the graph's order. Times are of the layer and what follows it up to the next ones, one"
                        + " thread, the shortest call of each node.",
                List.of(
                        column("Layer", false),
                        column("Computes on", false),
                        column("At its output, dB", true),
                        column("Alone, dB", true),
                        column("Share of the errors", true),
                        column("Weights, dB", true),
                        column("Float, µs", true),
                        column("Now, µs", true),
                        column("Gain, µs", true)),
                model.layers().stream().map(this::row).toList()));
        return blocks;
    }

    private static Block.Column column(String name, boolean numbers) {
        return new Block.Column(name, numbers);
    }

    private List<Cell> row(LayerDiagnosis layer) {
        Cell share = number(layer.noiseShare().map(part -> 100 * part), "%.1f %%");
        Cell gain = number(layer.gain(), "%+.0f");
        return List.of(
                Cell.of(layer.layer()).with("%d, %s".formatted(model.layers().indexOf(layer) + 1, layer.op())),
                Cell.of(layer.integer() ? "integers" : "floats").with(layer.reason()),
                number(layer.outputSqnr(), "%.1f"),
                number(layer.alone(), "%.1f"),
                layer.noiseShare().map(share::tinted).orElse(share),
                number(layer.weightSqnr(), "%.1f"),
                number(layer.floatMicros(), "%.0f"),
                number(layer.integerMicros(), "%.0f"),
                layer.gain().filter(saved -> saved < 0).isPresent() ? gain.with(Cell.Tone.WORSE) : gain);
    }

    private static Cell number(Optional<Double> value, String format) {
        return value.map(held -> Cell.number(text(format, held), held)).orElse(Cell.of(""));
    }

    private static List<Block> time(Slowness slowness) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Text(text(
                "One run takes %.0f µs, in float %.0f: %.2f times as fast.",
                slowness.integerMicros(), slowness.floatMicros(), slowness.speedUp())));
        for (Slowness.Cause cause : slowness.causes()) {
            blocks.add(new Block.Text(text("%.0f %% of the time: %s.", 100 * cause.share(), cause.words())));
            blocks.add(new Block.Folded(
                    "%s: what ran".formatted(cause.name()),
                    List.of(new Block.Table(
                            "%d of %d, the dearest first."
                                    .formatted(cause.evidence().size(), cause.rows()),
                            List.of(
                                    column("What ran", false),
                                    column("Operator", false),
                                    column("µs", true),
                                    column("", false)),
                            cause.evidence().stream()
                                    .map(row -> List.of(
                                            Cell.of(row.node()),
                                            Cell.of(row.op()),
                                            Cell.number(
                                                    row.micros() > 0 ? text("%.0f", row.micros()) : "", row.micros()),
                                            Cell.of(row.found())))
                                    .toList()))));
        }
        return blocks;
    }

    /** All layers, each on demand, those that cost most first. */
    private List<Block> values() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(
                new Block.Text("How often which values come, zeros left out; the dashed lines are the ends of what the"
                        + " integers cover. Those that cost most come first."));
        model.layers().stream()
                .sorted(Comparator.comparingDouble(
                        (LayerDiagnosis layer) -> -layer.noiseShare().orElse(0.0)))
                .forEach(layer -> {
                    List<Block> charts = new ArrayList<>();
                    DiagnosisCharts.weights(layer).ifPresent(charts::add);
                    DiagnosisCharts.activations(layer).ifPresent(charts::add);
                    if (!charts.isEmpty()) {
                        blocks.add(new Block.Folded(layer.layer() + ", " + layer.op(), charts));
                    }
                });
        return blocks;
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
