package io.edgeopt.cli;

import io.edgeopt.camera.alert.Alert;
import io.edgeopt.camera.alert.Marks;
import io.edgeopt.camera.door.Opening;
import io.edgeopt.camera.notice.Courier;
import io.edgeopt.camera.notice.Notice;
import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.sink.AnswerLines;
import io.edgeopt.camera.sink.Preview;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.task.Detection;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where alarms, openings and answers of a watch go. */
final class WatchOutputs implements AutoCloseable {
    private static final float JPEG_QUALITY = 0.85f;

    /**
     * Something that happened, as the log and messengers have it.
     *
     * @param event {@code alert}, {@code opened} or {@code closed}
     * @param time of the clock, in UTC
     */
    record Event(String event, String time, Optional<Alert> alert, Optional<Opening> opening) {}

    private final WatchSinkOptions options;
    private final Console console;
    private final InstantSource clock;
    private final Courier courier;
    private final boolean sends;
    private final List<Alert> alerts = new ArrayList<>();
    private Optional<Preview> preview = Optional.empty();
    private Optional<Writer> answers = Optional.empty();
    private Optional<Writer> log = Optional.empty();

    WatchOutputs(WatchSinkOptions options, Console console, InstantSource clock) {
        this.options = options;
        this.console = console;
        this.clock = clock;
        this.sends = !options.messengers().isEmpty();
        this.courier = new Courier(
                options.messengers(), (name, why) -> console.warn("an alarm did not reach %s: %s", name, why));
    }

    /** Opens the files; answers what is to be told of frames beside {@code alerts}. */
    Sink open(Map<String, List<String>> labels, Sink rules) {
        List<Sink> sinks = new ArrayList<>(List.of(rules));
        options.preview.ifPresent(file -> {
            Preview made = Preview.to(file, options.previewFps());
            preview = Optional.of(made);
            sinks.add(made);
        });
        options.answers.ifPresent(file -> {
            Writer made = writer(file, StandardOpenOption.TRUNCATE_EXISTING);
            answers = Optional.of(made);
            sinks.add(new AnswerLines(labels, made));
        });
        log = options.log.map(file -> writer(file, StandardOpenOption.APPEND));
        return Sink.all(sinks);
    }

    private static Writer writer(Path file, StandardOpenOption how) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how);
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }

    /** What a rule raised. */
    void raised(Alert raised, Image frame, List<Detection> found) {
        boolean shown = options.pictures.isPresent() || sends;
        Image marked = shown ? Marks.on(frame, found) : frame;
        Optional<String> picture = options.pictures.map(folder -> {
            Path file = folder.resolve(String.format(Locale.ROOT, "alarm_%04d.png", alerts.size() + 1));
            ImageWriter.write(marked, file);
            return file.toString();
        });
        Alert alert = raised.withPicture(picture);
        alerts.add(alert);
        String where = alert.box()
                .map(box -> String.format(
                        Locale.ROOT, " at %.0f,%.0f to %.0f,%.0f", box.left(), box.top(), box.right(), box.bottom()))
                .orElse("");
        console.line(
                "%8.1f s  %s %s %.2f%s (%s)%s",
                alert.seconds(),
                alert.model(),
                alert.label(),
                alert.score(),
                where,
                alert.rule(),
                picture.map(file -> " " + file).orElse(""));
        String json = logged(new Event("alert", now(), Optional.of(alert), Optional.empty()));
        if (sends) {
            courier.send(new Notice(json, ImageWriter.jpeg(marked, JPEG_QUALITY)));
        }
    }

    void opened(Opening opening) {
        console.line("%8.1f s  door open: %s (%.2f)", opening.seconds(), opening.person(), opening.similarity());
        logged(new Event("opened", now(), Optional.empty(), Optional.of(opening)));
    }

    void closed(Opening opening, double patience) {
        console.line(
                "%8.1f s  door closed: nobody who may pass was seen for %s s",
                opening.closed().orElseThrow(), patience);
        logged(new Event("closed", now(), Optional.empty(), Optional.of(opening)));
    }

    private String now() {
        return clock.instant().toString();
    }

    private String logged(Event event) {
        String line = Json.line(event);
        try {
            if (log.isPresent()) {
                // At once: whoever follows the file is to know now.
                log.get().append(line).append('\n').flush();
            }
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(options.log.orElseThrow(), e);
        }
        return line;
    }

    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** What was passed on, once all that could be was; empty where nothing was to be. */
    Optional<Courier.Account> settle() {
        courier.close();
        return sends ? Optional.of(courier.account()) : Optional.empty();
    }

    @Override
    public void close() {
        courier.close();
        preview.ifPresent(Preview::close);
        answers.ifPresent(writer -> closed(writer, options.answers.orElseThrow()));
        log.ifPresent(writer -> closed(writer, options.log.orElseThrow()));
    }

    private static void closed(Writer writer, Path file) {
        try {
            writer.close();
        } catch (IOException e) {
            throw AtomicFile.cannotWrite(file, e);
        }
    }
}
