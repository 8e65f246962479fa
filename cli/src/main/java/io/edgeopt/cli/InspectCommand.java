package io.edgeopt.cli;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.inspect.Inspection;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.optimizers.prune.graph.DependencyGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a model takes, gives, costs, and can be used for. */
@Command(
        name = "inspect",
        description = "Say what a model takes, gives, costs, and can be used for.",
        footer = {"", "Example:", "  edgeopt inspect detector.onnx --shape images=1,3,320,320 --layers"})
final class InspectCommand extends ToolCommand {
    @Parameters(paramLabel = "MODEL", description = "ONNX file, or the name of a model in the catalogue.")
    private String model = "";

    @Option(
            names = "--shape",
            paramLabel = "INPUT=EXTENTS",
            description = "Extents of an input, such as images=1,3,320,320, where the model leaves them free. "
                    + "A free batch is 1 unless it is given here. May be repeated.")
    private List<String> shapes = List.of();

    @Option(names = "--layers", description = "Add a table of all layers.")
    private boolean layers;

    @Option(
            names = "--groups",
            description = "Add which channels must be pruned together, and which must stay, with the reason.")
    private boolean groups;

    @Override
    Exit run(Console console) {
        Path file = Catalog.modelFile(model);
        Backend backend = Catalog.backend("onnxruntime");
        Map<String, Shape> given = ShapeArguments.parse(shapes);
        Inspection inspection = Inspection.of(file, backend, given);
        console.print(new InspectionText(inspection, layers));
        if (!groups) {
            console.emit(inspection);
            return Exit.DONE;
        }
        Model read = Model.read(file);
        GroupedInspection grouped =
                GroupedInspection.of(inspection, DependencyGraph.of(read, Trace.ofShapes(read, backend, given)));
        console.print(new GroupsText(grouped));
        console.emit(grouped);
        return Exit.DONE;
    }
}
