package io.edgeopt.cli;

import io.edgeopt.camera.file.FrameChoice;
import io.edgeopt.camera.file.FrameExport;
import io.edgeopt.camera.file.TimeWindow;
import io.edgeopt.camera.file.VideoFile;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a video into pictures. */
@Command(
        name = "frames",
        description = "Write the frames of a video as numbered pictures into a new folder.",
        footer = {"", "Example:", "  edgeopt data frames door.mp4 -o frames --fps 2 --from 10 --to 60"})
final class DataFramesCommand extends ToolCommand {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,5})x(\\d{1,5})");
    private static final double LONGEST_SECONDS = 1e7;

    @Parameters(paramLabel = "VIDEO", description = "The video file.")
    private Path video = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "A folder that is new or empty; it appears when all is written.")
    private Path output = Path.of("");

    @Option(names = "--every", paramLabel = "N", description = "Only the first of every N frames.")
    private Optional<Integer> every = Optional.empty();

    @Option(names = "--fps", paramLabel = "F", description = "So many frames a second; no frame twice.")
    private Optional<Double> fps = Optional.empty();

    @Option(names = "--from", paramLabel = "SECONDS", description = "Begin there.")
    private Optional<Double> from = Optional.empty();

    @Option(names = "--to", paramLabel = "SECONDS", description = "End before that.")
    private Optional<Double> to = Optional.empty();

    @Option(names = "--size", paramLabel = "WxH", description = "Resize to that, by Pillow's bilinear.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "jpg|png",
            defaultValue = "jpg",
            description = "JPEG (quality 95) or PNG (default: ${DEFAULT-VALUE}).")
    private String format = "jpg";

    @Override
    Exit run(Console console) {
        FrameExport export = new FrameExport(choice(), imageSize(), extension());
        TimeWindow window = new TimeWindow(
                duration("--from", from.orElse(0.0)),
                to.isEmpty() ? Optional.empty() : Optional.of(duration("--to", to.get())));
        FrameExport.checkFree(output);
        try (VideoFile source = VideoFile.open(video, window)) {
            List<FrameExport.Written> written = export.write(source, output, console.progress());
            source.shortfall().ifPresent(missing -> console.warn("%s", missing));
            console.line("%s: %d frames to %s", video, written.size(), output);
            console.emit(new Result(
                    video.toString(),
                    output.toString(),
                    source.info().size(),
                    source.info().fps(),
                    source.info().frames(),
                    source.shortfall(),
                    written));
        }
        return Exit.DONE;
    }

    private FrameChoice choice() {
        if (every.isPresent() && fps.isPresent()) {
            throw new InvalidPlanException("--every and --fps choose frames in two ways; give one of them");
        }
        if (fps.isPresent()) {
            if (!(fps.get() > 0)) {
                throw new InvalidPlanException("--fps cannot be %s; give a number above 0".formatted(fps.get()));
            }
            return new FrameChoice.AtRate(fps.get());
        }
        if (every.orElse(1) < 1) {
            throw new InvalidPlanException("--every cannot be %d; give 1 or more".formatted(every.get()));
        }
        return new FrameChoice.Every(every.orElse(1));
    }

    private Optional<ImageSize> imageSize() {
        return size.map(text -> {
            Matcher matcher = SIZE.matcher(text);
            if (!matcher.matches()
                    || Integer.parseInt(matcher.group(1)) < 1
                    || Integer.parseInt(matcher.group(2)) < 1) {
                throw new InvalidPlanException(
                        "--size cannot be '%s'; give width and height, as 320x240".formatted(text));
            }
            return new ImageSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        });
    }

    private String extension() {
        String extension = format.toLowerCase(Locale.ROOT);
        if (!extension.equals("jpg") && !extension.equals("png")) {
            throw new InvalidPlanException("--format cannot be '%s'; give jpg or png".formatted(format));
        }
        return extension;
    }

    private static Duration duration(String option, double seconds) {
        if (!(seconds >= 0 && seconds <= LONGEST_SECONDS)) {
            throw new InvalidPlanException("%s cannot be %s seconds".formatted(option, seconds));
        }
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /** The JSON of it: what was read, and each picture with its time. */
    record Result(
            String video,
            String folder,
            ImageSize size,
            OptionalDouble fps,
            OptionalLong framesStated,
            Optional<String> shortfall,
            List<FrameExport.Written> written) {}
}
