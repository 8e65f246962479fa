package io.edgeopt.cli;

import io.edgeopt.core.inspect.Ability;
import io.edgeopt.core.inspect.Inspection;
import io.edgeopt.core.optimize.Lineage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An inspection for people, at most 100 columns wide where names allow. */
final class InspectionText {
    private static final int WIDTH = 100;
    private static final int NAMES = 3;

    /** A space where no line may break. */
    private static final char TIED = '\u00a0';

    private final Inspection model;
    private final boolean layers;
    private final StringBuilder text = new StringBuilder();

    InspectionText(Inspection model, boolean layers) {
        this.model = model;
        this.layers = layers;
    }

    @Override
    public String toString() {
        text.setLength(0);
        head();
        section("Inputs and outputs");
        ports();
        section("Cost" + assumption());
        cost();
        section(said("Operators (%d nodes)", model.totals().nodes()));
        wrapped(
                "",
                model.operators().stream()
                        .map(operator -> operator.operator() + TIED + operator.nodes())
                        .collect(Collectors.joining(", ")));
        section("Can it be");
        ability("quantized", model.quantization());
        ability("trained", model.training());
        ability("explained", model.explanation());
        if (layers) {
            section("Layers");
            layerTable();
        }
        return text.toString();
    }

    private void head() {
        line("%s  %s (%,d bytes)", model.file(), Amount.bytes(model.fileBytes()), model.fileBytes());
        wrapped("graph       ", model.graph().isEmpty() ? "(no name)" : model.graph());
        wrapped("made by     ", model.producer().isEmpty() ? "(not said)" : model.producer());
        wrapped(
                "written in  ",
                model.opsets().entrySet().stream()
                                .map(entry -> entry.getKey() + TIED + entry.getValue())
                                .collect(Collectors.joining(", ", "operator set ", "; "))
                        + "IR version " + model.irVersion());
        if (!model.description().isBlank()) {
            wrapped("says        ", shortened(model.description().strip().replaceAll("\\s+", " "), 3 * WIDTH));
        }
        if (!model.lineage().isEmpty()) {
            wrapped("steps       ", String.join(" → ", model.lineage()));
        }
        for (Map.Entry<String, String> entry : model.metadata().entrySet()) {
            if (entry.getKey().equals(Lineage.KEY)) {
                continue;
            }
            wrapped("metadata    ", "%s = %s".formatted(entry.getKey(), shortened(entry.getValue(), 2 * WIDTH)));
        }
    }

    private void ports() {
        TextTable table = new TextTable("", "name", "type", "declared", "seen as");
        model.inputs().forEach(port -> row(table, "in", port));
        model.outputs().forEach(port -> row(table, "out", port));
        indented(table);
    }

    private static void row(TextTable table, String way, Inspection.Port port) {
        table.row(
                way,
                port.name(),
                port.type(),
                port.declared().map(dims -> "[" + String.join(", ", dims) + "]").orElse("nothing"),
                port.seen().map(InspectionText::joined).orElse("unknown"));
    }

    private String assumption() {
        return model.shapesUnknown().isEmpty() ? " (for the input shapes above)" : "";
    }

    private void cost() {
        model.shapesUnknown().ifPresent(why -> wrapped("shapes      ", "unknown where the file is silent: " + why));
        wrapped("parameters  ", exactly(model.totals().parameters()));
        boolean none = model.totals().macs() == 0 && !model.totals().macsComplete();
        String macs = none ? "unknown" : exactly(model.totals().macs());
        wrapped("MACs        ", model.totals().macsComplete() ? macs : macs + ", not counting:");
        model.uncounted().stream()
                .collect(Collectors.groupingBy(Inspection.Uncounted::reason, LinkedHashMap::new, Collectors.toList()))
                .forEach((reason, nodes) -> wrapped(
                        "            ",
                        "%s: %s"
                                .formatted(
                                        names(nodes.stream()
                                                .map(Inspection.Uncounted::node)
                                                .toList()),
                                        reason)));
        wrapped(
                "weights     ",
                model.initializers().isEmpty()
                        ? "none"
                        : model.initializers().stream()
                                .map(InspectionText::held)
                                .collect(Collectors.joining(", ")));
        if (model.replaceableWeights() > 0) {
            wrapped(
                    "            ",
                    "%d are inputs too, so that runtimes fold none of them and are slower; simplify mends it"
                            .formatted(model.replaceableWeights()));
        }
        wrapped(
                "activations ",
                model.totals().activationPeakBytes().isPresent()
                        ? Amount.bytes(model.totals().activationPeakBytes().getAsLong()) + " at most at one time"
                        : "unknown");
    }

    private void ability(String what, Ability ability) {
        String label = "%-12s".formatted(what);
        wrapped(label, ability.summary());
        for (Ability.Obstacle obstacle : ability.obstacles()) {
            wrapped(
                    " ".repeat(label.length()),
                    said(
                            "%s (%d) %s: %s",
                            obstacle.operator(), obstacle.nodes().size(), obstacle.reason(), names(obstacle.nodes())));
        }
    }

    private void layerTable() {
        TextTable table = new TextTable(">#", "name", "operator", "output", ">parameters", ">MACs", ">share");
        int number = 0;
        for (Inspection.Layer layer : model.layers()) {
            number++;
            table.row(
                    number,
                    shortened(layer.name(), 36),
                    shortened(layer.operator(), 20),
                    layer.output().map(InspectionText::joined).orElse("unknown"),
                    layer.parameters() == 0 ? "" : Amount.count(layer.parameters()),
                    layer.macs().isEmpty()
                            ? "?"
                            : layer.macs().getAsLong() == 0
                                    ? ""
                                    : Amount.count(layer.macs().getAsLong()),
                    share(layer));
        }
        indented(table);
    }

    private String share(Inspection.Layer layer) {
        long macs = layer.macs().orElse(0);
        return macs == 0 ? "" : said("%.1f %%", 100.0 * macs / model.totals().macs());
    }

    private void line(String format, Object... values) {
        text.append(said(format, values)).append('\n');
    }

    private void section(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void indented(TextTable table) {
        table.toString().lines().forEach(line -> text.append("  ").append(line).append('\n'));
    }

    /** A label and words after it; lines that are too long go on under the first word. */
    private void wrapped(String label, String words) {
        StringBuilder line = new StringBuilder("  " + label);
        int start = line.length();
        for (String word : words.split(" ", -1)) {
            if (line.length() > start && line.length() + 1 + word.length() > WIDTH) {
                text.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" ".repeat(start));
            }
            line.append(line.length() > start ? " " : "").append(word.replace(TIED, ' '));
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String held(Inspection.Constants held) {
        String words = said(
                "%s %s in %d tensor%s",
                held.type(), Amount.bytes(held.bytes()), held.tensors(), held.tensors() == 1 ? "" : "s");
        return words.replace(' ', TIED);
    }

    /** The same digits in every country. */
    private static String said(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String exactly(long count) {
        return count < 1000 ? Long.toString(count) : said("%s (%,d)", Amount.count(count), count);
    }

    private static String names(List<String> nodes) {
        String some =
                nodes.stream().limit(NAMES).map(name -> shortened(name, 40)).collect(Collectors.joining(", "));
        return nodes.size() <= NAMES ? some : said("%s and %d more", some, nodes.size() - NAMES);
    }

    private static String joined(List<Long> extents) {
        return extents.isEmpty()
                ? "scalar"
                : extents.stream().map(String::valueOf).collect(Collectors.joining("x"));
    }

    /** Both ends of a text that is too long: the end of a name says most. */
    private static String shortened(String whole, int width) {
        if (whole.length() <= width) {
            return whole;
        }
        int head = width / 3;
        return whole.substring(0, head) + "…" + whole.substring(whole.length() - (width - head - 1));
    }
}
