package io.edgeopt.cli;

import io.edgeopt.core.face.DetectorFaceFinder;
import io.edgeopt.datasets.NewFolder;
import io.edgeopt.datasets.faces.PersonsAligned;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cuts faces out of pictures of persons. */
@Command(
        name = "faces",
        description = {
            "Find the face in each picture of PERSONS/NAME/*.jpg, cut it out and align it to 112 x 112 pixels.",
            "Of several faces in a picture the large one near the middle is taken."
        },
        footer = {"", "Example:", "  edgeopt data faces PERSONS -o PERSONS_ALIGNED --detector detector.onnx"})
final class DataFacesCommand extends ToolCommand {
    private static final int SHOWN = 5;

    @Parameters(paramLabel = "PERSONS", description = "A folder a person.")
    private Path persons = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "A folder that is new or empty; it appears when all is done.")
    private Path out = Path.of("");

    @Option(
            names = "--detector",
            paramLabel = "MODEL",
            required = true,
            description = "A detector with a card beside it that has a label 'face'.")
    private String detector = "";

    @Option(
            names = "--backend",
            defaultValue = "onnxruntime",
            paramLabel = "NAME",
            description = "What runs the detector (default: ${DEFAULT-VALUE}).")
    private String backend = "onnxruntime";

    @Override
    Exit run(Console console) {
        NewFolder.checkFree(out);
        try (CardedModel model = CardedModel.open(detector, backend, common().threads())) {
            PersonsAligned.Account account = PersonsAligned.write(
                    persons, out, DetectorFaceFinder.of(model.session(), model.card()), console.progress());
            int faces = account.persons().values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            account.faceless().stream()
                    .limit(SHOWN)
                    .forEach(picture -> console.warn("no face in %s; left out", picture));
            if (account.faceless().size() > SHOWN) {
                console.warn(
                        "%d more pictures without a face", account.faceless().size() - SHOWN);
            }
            console.line(
                    "%d faces of %d persons in %s; %d pictures without a face",
                    faces, account.persons().size(), out, account.faceless().size());
            console.emit(account);
        }
        return Exit.DONE;
    }
}
