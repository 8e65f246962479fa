package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.datasets.convert.DataExport;
import io.edgeopt.datasets.convert.Placement;
import io.edgeopt.datasets.likeness.Thumbnails;
import io.edgeopt.datasets.split.Grouping;
import io.edgeopt.datasets.split.Ratios;
import io.edgeopt.datasets.split.Split;
import io.edgeopt.datasets.split.SplitLists;
import io.edgeopt.datasets.split.Splitter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Divides a data set. */
@Command(
        name = "split",
        description = "Divide data into train, val and test, every class in proportion and no group torn.",
        footer = {"", "Example:", "  edgeopt data split frames -o parts --group-by '([a-z0-9]+)_mp4-'"})
final class DataSplitCommand extends ToolCommand {
    private static final String DEFAULT_LIKENESS = "0.9";

    /** So that {@code --alike DATA} does not take the data for the number. */
    static final class Likeness extends OptionalWord {
        Likeness() {
            super(word -> word.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?"), DEFAULT_LIKENESS);
        }
    }

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "-o", required = true, paramLabel = "DIR", description = "Where to put the parts.")
    private Path out = Path.of("");

    @Option(
            names = "--ratios",
            defaultValue = "0.8,0.1,0.1",
            paramLabel = "A,B,C",
            description = "Shares of train, val and test, or of train and test (default: ${DEFAULT-VALUE}).")
    private String ratios = "";

    @Option(
            names = "--group-by",
            paramLabel = "REGEX|FILE",
            description = "What belongs together: a regular expression whose first capture group is found in the id,"
                    + " or a CSV with the columns id,group.")
    private Optional<String> groupBy = Optional.empty();

    @Option(
            names = "--alike",
            arity = "0..1",
            fallbackValue = DEFAULT_LIKENESS,
            preprocessor = Likeness.class,
            paramLabel = "R",
            description =
                    "Pictures that look alike belong together too: those whose thumbnails of 16 x 16 grey pixels correlate"
                            + " by R or more, one of them turned or mirrored or not (R left out: 0.9).")
    private Optional<Double> alike = Optional.empty();

    @Option(
            names = "--materialize",
            paramLabel = "link|copy",
            description = "Put the files into folders too, as links or copies; else only lists of ids are written.")
    private Optional<String> materialize = Optional.empty();

    @Override
    Exit run(Console console) {
        AtomicFile.checkWritableFolder(out);
        Ratios wanted = Ratios.parse(ratios);
        Optional<Placement> placement = materialize.map(Placement::named);
        alike.filter(least -> !(least > 0 && least <= 1)).ifPresent(least -> {
            throw new InvalidPlanException(
                    "--alike is %s; pictures correlate by more than 0 and at most 1".formatted(least));
        });
        Grouping given = groupBy.map(Grouping::by).orElseGet(Grouping::none);
        Dataset whole = data.open().dataset();
        Grouping grouping =
                alike.map(least -> withAlike(given, whole, least, console)).orElse(given);
        Split split = Splitter.split(whole, wanted, grouping, common().seed());
        SplitLists.Account account = SplitLists.account(whole, split, grouping, common().seed());
        placement.ifPresent(how -> DataExport.to(out, whole, split::partOf, Optional.empty(), how));
        SplitLists.write(out, split, account);
        console.print(table(split));
        console.line("%d groups; lists and split.json in %s", split.groups(), out);
        console.emit(account);
        return Exit.DONE;
    }

    private static Grouping withAlike(Grouping given, Dataset whole, double least, Console console) {
        // What is wrong with the groups shall be said before all pictures are compared.
        given.count(IntStream.range(0, whole.size())
                .mapToObj(i -> whole.sample(i).id())
                .toList());
        List<List<String>> clusters = Thumbnails.alike(whole, least, console.progress());
        console.line(
                "%d pictures look alike, in %d clusters",
                clusters.stream().mapToInt(List::size).sum(), clusters.size());
        return given.and(clusters, "likeness of " + least);
    }

    private static TextTable table(Split split) {
        List<String> headings = new ArrayList<>(List.of("class"));
        for (String name : split.ratios().names()) {
            headings.add(">" + name);
            headings.add(">share");
        }
        TextTable table = new TextTable(headings.toArray(String[]::new));
        split.classes().forEach(share -> table.row(cells(share.name(), share.counts())));
        table.row(cells("all", split.sizes()));
        return table;
    }

    private static Object[] cells(String name, List<Integer> counts) {
        int total = counts.stream().mapToInt(Integer::intValue).sum();
        List<Object> cells = new ArrayList<>(List.of(name));
        for (int count : counts) {
            cells.add(count);
            cells.add(String.format(Locale.ROOT, "%.1f %%", 100.0 * count / total));
        }
        return cells.toArray();
    }
}
