package io.edgeopt.cli;

import io.edgeopt.core.study.StudyResult;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells a tracking server of a study. */
@Command(
        name = "track",
        description = {
            "Send a study to an MLflow server: a run for the whole and one for each row, with parameters,",
            "metrics and files. Nothing is sent anywhere else, and nothing by other commands",
            "(but 'run --mlflow')."
        },
        footer = {"", "Example:", "  edgeopt track study --mlflow http://localhost:5000 --register fire/int8"})
final class TrackCommand extends ToolCommand {
    @Parameters(paramLabel = "RESULT", description = "A study's folder, or its result.json.")
    private Path result = Path.of("");

    @Option(names = "--mlflow", paramLabel = "URI", required = true, description = "The server's address.")
    private String server = "";

    @Option(
            names = "--experiment",
            paramLabel = "NAME",
            defaultValue = "edgeopt",
            description = "Under which name; it is made where it is not there (default: ${DEFAULT-VALUE}).")
    private String experiment = "";

    @Option(
            names = "--register",
            paramLabel = "ROW",
            description = "Register this row's model, model/variant[@device], as the one that is shipped.")
    private Optional<String> register = Optional.empty();

    @Override
    Exit run(Console console) {
        MlflowClient client = MlflowClient.of(server, System.getenv());
        StudyResult study = StudyResult.read(result);
        Path folder = result.toFile().isDirectory()
                ? result
                : Optional.ofNullable(result.toAbsolutePath().getParent()).orElse(result);
        MlflowTracker.Tracked tracked =
                new MlflowTracker(client, study, folder, System.currentTimeMillis()).track(experiment, register);
        console.line(
                "experiment %s, run %s: %d rows%s",
                tracked.experiment(),
                tracked.run(),
                tracked.rows(),
                tracked.registered().map(version -> "; registered " + version).orElse(""));
        tracked.notes().forEach(note -> console.warn("%s", note));
        console.emit(tracked);
        return Exit.DONE;
    }
}
