package io.edgeopt.cli;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.optimizers.simplify.ArrayInputs;
import io.edgeopt.optimizers.simplify.Simplification;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a model with fewer nodes and the same answers. */
@Command(
        name = "simplify",
        description = {
            "Write a model with fewer nodes and the same answers.",
            "Nothing is written unless the result was run and compared with its source."
        },
        footer = {
            "",
            "Example:",
            "  edgeopt simplify export.onnx -o model.onnx --shape input=1,3,224,224",
            "  edgeopt simplify movement -o faster.onnx --by-frames"
        })
final class SimplifyCommand extends ToolCommand {
    /**
     * The JSON of what was done.
     *
     * @param operators how many nodes of each operator there were and are
     * @param difference the largest, relative to a tensor's largest magnitude
     */
    record Report(
            String model,
            String output,
            int nodesBefore,
            int nodesAfter,
            long bytesBefore,
            long bytesAfter,
            Map<String, Change> operators,
            Map<String, Integer> rewrites,
            Map<String, String> leftOut,
            double difference,
            int samples,
            List<String> notes) {}

    /** A count, before and after. */
    record Change(int before, int after) {}

    @Parameters(paramLabel = "MODEL", description = "ONNX file, or a name from 'edgeopt models list'.")
    private String model = "";

    @Option(names = "-o", required = true, paramLabel = "OUT", description = "ONNX file to write.")
    private Path output = Path.of("");

    @Option(
            names = "--shape",
            paramLabel = "NAME=N,N,...",
            description = "Fix an input's free extents, such as input=1,3,224,224. May be repeated.")
    private List<String> shapes = List.of();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Compare on these inputs (.npy, or array x of an .npz) instead of drawn ones.")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--without",
            paramLabel = "REWRITE",
            completionCandidates = RewriteNames.class,
            description = "Leave a rewrite out. May be repeated. There are: ${COMPLETION-CANDIDATES}.")
    private List<String> without = List.of();

    @Option(
            names = "--by-frames",
            description = {
                "Do convolutions over clips frame by frame and place by place, with kernels of two axes: more nodes,"
                        + " the same answers, faster, in integers too."
            })
    private boolean byFrames;

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritable(output);
        Map<String, Rewritten> known = new LinkedHashMap<>();
        Simplify.rewrites().forEach(name -> known.put(name, new Rewritten(name)));
        without.forEach(name -> Catalog.named("rewrite", name, known));
        String name = "simplify";
        Path file = Catalog.modelFile(model);
        Model source = Model.read(file);
        SimplifySettings settings = SimplifySettings.DEFAULT
                .withShapes(ShapeArguments.parse(shapes))
                .leavingOut(Set.copyOf(without))
                .takingFramesApart(byFrames)
                .withSeed(common().seed());
        if (data.isPresent()) {
            settings = settings.withData(ArrayInputs.read(data.get(), source.graph()));
        }
        Simplification result = new Simplify(Catalog.backend("onnxruntime"), settings).run(source);
        Lineage.noted(result.model(), source, name).write(output);
        ModelCard.beside(file)
                .map(ModelCard::read)
                .ifPresent(card ->
                        card.after(name).withDigest(FileDigest.sha256(output)).write(Written.beside(output)));
        Report report = report(file, result);
        print(console, report);
        console.emit(report);
        return Exit.DONE;
    }

    /** What {@code --without} takes, for the help and for shells that complete it. */
    static final class RewriteNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Simplify.rewrites().iterator();
        }
    }

    /** A name that {@code --without} takes. */
    private record Rewritten(String name) {}

    private Report report(Path file, Simplification result) {
        Map<String, Integer> before = Simplification.operators(result.source());
        Map<String, Integer> after = Simplification.operators(result.model());
        Map<String, Change> operators = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(
                name -> operators.put(name, new Change(before.getOrDefault(name, 0), after.getOrDefault(name, 0))));
        return new Report(
                file.toString(),
                output.toString(),
                result.source().graph().nodes().size(),
                result.model().graph().nodes().size(),
                InputFile.size(file, "model"),
                InputFile.size(output, "model"),
                operators,
                result.fired(),
                result.left(),
                result.difference(),
                result.samples(),
                result.notes());
    }

    private static void print(Console console, Report report) {
        var table = new TextTable("", ">before", ">after");
        report.operators().forEach((name, change) -> table.row(name, change.before(), change.after()));
        table.row("nodes", report.nodesBefore(), report.nodesAfter());
        table.row("bytes", report.bytesBefore(), report.bytesAfter());
        console.print(table);
        if (!report.rewrites().isEmpty()) {
            console.line("");
            var rewrites = new TextTable("rewrite", ">times");
            report.rewrites().forEach(rewrites::row);
            console.print(rewrites);
        }
        console.line(
                "%nlargest difference %.2g of a tensor's largest value, on %d samples; wrote %s",
                report.difference(), report.samples(), report.output());
        report.notes().forEach(note -> console.note("%s", note));
        report.leftOut().forEach((name, why) -> console.warn("left out %s: %s", name, why));
    }
}
