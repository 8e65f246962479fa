package io.edgeopt.cli;

import io.edgeopt.core.inspect.Inspection;
import java.util.List;
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

    @Override
    Exit run(Console console) {
        Inspection inspection =
                Inspection.of(Catalog.modelFile(model), Catalog.backend("onnxruntime"), ShapeArguments.parse(shapes));
        console.print(new InspectionText(inspection, layers));
        console.emit(inspection);
        return Exit.DONE;
    }
}
