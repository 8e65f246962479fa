package io.edgeopt.datasets.split;

import io.edgeopt.core.data.DataDigest;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Subset;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A split on disk: for each part a text of ids, one a line, and {@code split.json}, which says how they came about. */
public final class SplitLists {
    /** What {@code split.json} holds. */
    public record Account(
            String data,
            String digest,
            long seed,
            String groupBy,
            int groups,
            List<String> parts,
            List<Double> ratios,
            List<Integer> sizes,
            SortedMap<String, List<Integer>> classes) {}

    private SplitLists() {}

    public static Account account(Dataset data, Split split, Grouping grouping, long seed) {
        SortedMap<String, List<Integer>> classes = new TreeMap<>();
        split.classes().forEach(share -> classes.put(share.name(), share.counts()));
        return new Account(
                data.name(),
                DataDigest.of(data),
                seed,
                grouping.toString(),
                split.groups(),
                split.ratios().names(),
                split.ratios().shares(),
                split.sizes(),
                classes);
    }

    public static void write(Path folder, Split split, Account account) {
        AtomicFile.checkWritableFolder(folder);
        for (String name : split.ratios().names()) {
            Dataset part = split.part(name);
            StringBuilder ids = new StringBuilder();
            for (int i = 0; i < part.size(); i++) {
                Sample sample = part.sample(i);
                ids.append(sample.id()).append('\n');
            }
            AtomicFile.write(folder.resolve(name + ".txt"), ids.toString());
        }
        AtomicFile.write(folder.resolve("split.json"), Json.write(account));
    }

    /** The samples that a text names, one id a line. */
    public static Subset read(Dataset data, Path list) {
        List<String> ids = InputFile.text(list, "list of samples")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return Subset.withIds(data, list.toString(), ids);
    }
}
