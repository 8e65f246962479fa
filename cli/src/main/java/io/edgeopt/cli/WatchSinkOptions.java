package io.edgeopt.cli;

import io.edgeopt.camera.notice.CommandMessenger;
import io.edgeopt.camera.notice.Messenger;
import io.edgeopt.camera.notice.Webhook;
import io.edgeopt.camera.sink.Preview;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.io.AtomicFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where what a watch sees goes. */
final class WatchSinkOptions {
    private static final double PREVIEW_FPS = 10;

    @Option(
            names = "--pictures",
            paramLabel = "DIR",
            description = "Write a picture of each alarm, with frames round what was found.")
    Optional<Path> pictures = Optional.empty();

    @Option(
            names = "--preview",
            paramLabel = "FILE",
            description =
                    "Write what the camera sees, with frames round what is found, as a moving picture: .mjpeg, which can"
                            + " be looked at while it grows, or .mp4, .mkv, .avi.")
    Optional<Path> preview = Optional.empty();

    @Option(
            names = "--preview-fps",
            paramLabel = "F",
            description = "Pictures a second in the preview, at most (default: 10).")
    private Optional<Double> previewFps = Optional.empty();

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "Add each alarm, and each opening of the door, as a line of JSON.")
    Optional<Path> log = Optional.empty();

    @Option(
            names = "--answers",
            paramLabel = "FILE",
            description = "Write what each model answers to each frame as a line of JSON.")
    Optional<Path> answers = Optional.empty();

    @Option(
            names = "--on-alert",
            paramLabel = "CMD",
            description =
                    "Start a program for each alarm, which reads it as JSON from its standard input; no shell is used.")
    private List<String> commands = List.of();

    @Option(names = "--on-alert-shell", paramLabel = "LINE", description = "The same for a line that a shell reads.")
    private List<String> lines = List.of();

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Send each alarm with its picture there; without this option nothing is sent anywhere.")
    private List<String> addresses = List.of();

    /** What is wrong with them, said before any work. */
    void check() {
        pictures.ifPresent(AtomicFile::checkWritableFolder);
        log.ifPresent(AtomicFile::checkWritable);
        answers.ifPresent(AtomicFile::checkWritable);
        preview.ifPresent(Preview::check);
        if (previewFps.isPresent() && preview.isEmpty()) {
            throw new InvalidPlanException("--preview-fps is of use with --preview FILE only");
        }
        if (!(previewFps() > 0)) {
            throw new InvalidPlanException("--preview-fps cannot be %s; give more than 0".formatted(previewFps()));
        }
        messengers();
    }

    double previewFps() {
        return previewFps.orElse(PREVIEW_FPS);
    }

    List<Messenger> messengers() {
        return Stream.of(
                        commands.stream().map(CommandMessenger::of),
                        lines.stream().map(CommandMessenger::ofShell),
                        addresses.stream().map(Webhook::to))
                .<Messenger>flatMap(each -> each)
                .toList();
    }
}
