package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.datasets.NewFolder;
import io.edgeopt.datasets.make.ContactSheet;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.MadeSet;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.Part;
import io.edgeopt.datasets.split.Ratios;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Draws a data set. */
@Command(
        name = "make",
        description = {
            "Draw a data set of pictures or clips, of a KIND, from nothing but a seed.",
            "The same seed gives the same bytes; no look of the test part is ever drawn for training."
        },
        footer = {"", "Example:", "  edgeopt data make fire -o drawn-fire --count 6000 --seed 1"})
final class DataMakeCommand extends ToolCommand {
    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");

    @Parameters(paramLabel = "KIND", description = "What to draw: face-scenes, faces, fire, movement, objects.")
    private String kind = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "A folder that is new or empty; it appears when all is drawn.")
    private Path out = Path.of("");

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Samples in all (default: ${DEFAULT-VALUE}).")
    private int count = 1000;

    @Option(
            names = "--ratios",
            defaultValue = "0.8,0.1,0.1",
            paramLabel = "A,B,C",
            description = "Shares of train, valid and test, or of train and test (default: ${DEFAULT-VALUE}).")
    private String ratios = "";

    @Option(names = "--part", paramLabel = "train|valid|test", description = "Draw this part alone, all of --count.")
    private Optional<String> part = Optional.empty();

    @Option(
            names = "--layout",
            paramLabel = "LAYOUT",
            description = "How the folder is laid out, where there is a choice: classes, or boxes for locating"
                    + " (default: what suits the kind).")
    private Optional<String> layout = Optional.empty();

    @Option(
            names = "--sheet",
            paramLabel = "FILE.jpg",
            description = "Also a sheet of some samples, small, to look at: a row a class, or for clips a row a clip.")
    private Optional<Path> sheet = Optional.empty();

    @Option(names = "--size", paramLabel = "WxH", description = "Of each picture of objects (default: 320x320).")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--cutouts",
            paramLabel = "DIR",
            description = "Paste these objects rather than drawn ones: DIR/CLASS/*.png, backgrounds transparent.")
    private Optional<Path> cutouts = Optional.empty();

    @Option(
            names = "--backgrounds",
            paramLabel = "DIR",
            description = "Paste objects on parts of these photographs rather than on drawn scenes.")
    private Optional<Path> backgrounds = Optional.empty();

    @Option(
            names = "--persons",
            paramLabel = "N",
            description = "How many people each part shows (faces; default: 100).")
    private Optional<Integer> persons = Optional.empty();

    @Override
    Exit run(Console console) {
        Maker maker = Catalog.maker(
                kind, new MakerWishes(common().seed(), size.map(DataMakeCommand::size), cutouts, backgrounds, persons));
        if (count < 1) {
            throw new InvalidPlanException("--count cannot be %d; give 1 or more".formatted(count));
        }
        NewFolder.checkFree(out);
        sheet.ifPresent(AtomicFile::checkWritable);
        MadeSet.Order order = new MadeSet.Order(
                maker,
                layout.map(name -> layout(maker, name)).orElse(maker.layouts().get(0)),
                part.map(name -> Map.of(part(name), count)).orElseGet(this::divided),
                common().seed(),
                common().threads(),
                command(),
                Version.text());
        MadeSet.Account account = MadeSet.write(out, order, console.progress());
        sheet.ifPresent(file ->
                ContactSheet.write(file, maker, part.map(DataMakeCommand::part).orElse(Part.TRAIN), common().seed()));
        account.parts()
                .forEach((name, counts) -> console.line(
                        "%-6s %s",
                        name,
                        counts.size() > 20
                                ? counts.size() + " kinds"
                                : counts.entrySet().stream()
                                        .map(one -> one.getKey() + " " + one.getValue())
                                        .collect(Collectors.joining(", "))));
        console.line("%d samples of %s in %s, %s", account.samples(), maker.name(), out, account.digest());
        console.emit(account);
        return Exit.DONE;
    }

    /** What repeats it, without the place and the threads, which change nothing. */
    private String command() {
        StringBuilder words =
                new StringBuilder("edgeopt data make %s --count %d --seed %d".formatted(kind, count, common().seed()));
        part.ifPresentOrElse(
                name -> words.append(" --part ").append(name),
                () -> words.append(" --ratios ").append(ratios));
        layout.ifPresent(name -> words.append(" --layout ").append(name));
        size.ifPresent(text -> words.append(" --size ").append(text));
        persons.ifPresent(number -> words.append(" --persons ").append(number));
        cutouts.ifPresent(folder -> words.append(" --cutouts ").append(folder));
        backgrounds.ifPresent(folder -> words.append(" --backgrounds ").append(folder));
        return words.toString();
    }

    private Map<Part, Integer> divided() {
        Ratios shares = Ratios.parse(ratios);
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        int left = count;
        for (int i = shares.names().size() - 1; i >= 0; i--) {
            int here = i == 0 ? left : (int) Math.round(count * shares.shares().get(i));
            counts.put(partOf(shares.names().get(i)), here);
            left -= here;
        }
        return counts;
    }

    private static ImageSize size(String text) {
        Matcher sides = SIZE.matcher(text);
        if (!sides.matches()) {
            throw new InvalidPlanException(
                    "--size cannot be '%s'; give width and height of 32 to 2048, such as 320x320".formatted(text));
        }
        int width = Integer.parseInt(sides.group(1));
        int height = Integer.parseInt(sides.group(2));
        if (Math.min(width, height) < 32 || Math.max(width, height) > 2048) {
            throw new InvalidPlanException("--size cannot be '%s'; give sides of 32 to 2048".formatted(text));
        }
        return new ImageSize(width, height);
    }

    private static Part partOf(String name) {
        return switch (name) {
            case "train" -> Part.TRAIN;
            case "test" -> Part.TEST;
            default -> Part.VALID;
        };
    }

    private static Part part(String name) {
        return switch (name) {
            case "train", "valid", "test" -> partOf(name);
            default ->
                throw new InvalidPlanException("--part cannot be '%s'; give train, valid or test".formatted(name));
        };
    }

    private static Layout layout(Maker maker, String name) {
        return Arrays.stream(Layout.values())
                .filter(one -> one.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException(
                        "--layout cannot be '%s'; for %s: %s".formatted(name, maker.name(), maker.layouts())));
    }
}
