package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Subset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Data that was opened: the samples, the form they were found in, and the split that came with them, if one did. */
public final class DataSource {
    private final Path place;
    private final Format format;
    private final String detail;
    private final String knownBy;
    private final Dataset dataset;
    private final List<String> splitOf;

    private DataSource(
            Path place, Format format, String detail, String knownBy, Dataset dataset, List<String> splitOf) {
        this.place = place;
        this.format = format;
        this.detail = detail;
        this.knownBy = knownBy;
        this.dataset = dataset;
        this.splitOf = splitOf;
    }

    /** Without a split, where {@code splitOf} is empty or holds empty names; else it names each sample's. */
    static DataSource of(Path place, Format format, String detail, Dataset dataset, List<String> splitOf) {
        if (dataset.size() == 0) {
            throw new InvalidDataException("%s holds no sample; expected %s".formatted(place, format.words()));
        }
        boolean none = splitOf.stream().allMatch(String::isEmpty);
        return new DataSource(place, format, detail, "", dataset, none ? List.of() : List.copyOf(splitOf));
    }

    public Path place() {
        return place;
    }

    public Format format() {
        return format;
    }

    DataSource knownBy(String sign) {
        return new DataSource(place, format, detail, sign, dataset, splitOf);
    }

    /** Which form was taken, and by what it was known. */
    public String form() {
        return format + ": " + format.words()
                + (detail.isEmpty() ? "" : ", " + detail)
                + (knownBy.isEmpty() ? "" : " (" + knownBy + ")");
    }

    /** All samples, whatever their split. */
    public Dataset dataset() {
        return dataset;
    }

    /** Names of the splits, train first; empty where the data came without. */
    public List<String> splits() {
        List<String> order = List.of("train", "val", "test");
        TreeSet<String> names = new TreeSet<>((a, b) -> {
            int first = order.contains(a) ? order.indexOf(a) : order.size();
            int second = order.contains(b) ? order.indexOf(b) : order.size();
            return first != second ? Integer.compare(first, second) : a.compareTo(b);
        });
        names.addAll(splitOf);
        return List.copyOf(names);
    }

    public Optional<String> splitOf(int index) {
        return splitOf.isEmpty() ? Optional.empty() : Optional.of(splitOf.get(index));
    }

    /** The samples of one split. */
    public Dataset split(String name) {
        String wanted = SplitName.of(name).orElse(name);
        int[] places = IntStream.range(0, splitOf.size())
                .filter(i -> splitOf.get(i).equals(wanted))
                .toArray();
        if (places.length == 0) {
            throw new InvalidDataException(
                    "%s has no split '%s', found %s".formatted(place, name, splits().isEmpty() ? "none" : splits()));
        }
        return Subset.of(dataset, dataset.name() + "/" + wanted, places);
    }

    /** The place of each sample's split in {@link #splits()}. */
    int[] splitPlaces() {
        List<String> names = splits();
        return splitOf.stream().mapToInt(names::indexOf).toArray();
    }

    @Override
    public String toString() {
        return "%s: %s, %d samples%s"
                .formatted(
                        place,
                        form(),
                        dataset.size(),
                        splits().isEmpty() ? "" : " in " + Arrays.toString(splits().toArray()));
    }
}
