package io.edgeopt.datasets;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * NumPy arrays: {@code x} with a sample along the first axis and, for labels, {@code y} with a whole number each; in an
 * {@code .npz}, or as {@code x.npy} and {@code y.npy} side by side. {@code x_train} and {@code y_train} name a split.
 */
final class ArrayReader {
    /** One part: its samples, and its labels where there are any. */
    private static final class Part {
        private final String split;
        private final Npy x;
        private final long[] y;

        Part(String split, Npy x, long[] y) {
            this.split = split;
            this.x = x;
            this.y = y;
        }
    }

    private ArrayReader() {}

    static DataSource read(Path place) {
        Path file = Files.isDirectory(place) ? only(place) : place;
        List<Part> parts = Kind.ending(file).equals("npz") ? archive(NpzArchive.open(file), file) : single(file);
        List<String> ids = new ArrayList<>();
        List<String> splitOf = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        long classes = 0;
        boolean labelled = parts.stream().allMatch(part -> part.y.length > 0);
        for (Part part : parts) {
            starts.add(ids.size());
            int items = part.x.items();
            for (int i = 0; i < items; i++) {
                ids.add(part.split.isEmpty() ? Integer.toString(i) : part.split + "/" + i);
                splitOf.add(part.split);
            }
            for (long label : part.y) {
                classes = Math.max(classes, label + 1);
            }
        }
        List<String> labels =
                IntStream.range(0, (int) classes).mapToObj(Integer::toString).toList();
        ListedDataset dataset = new ListedDataset(
                Kind.nameOf(file),
                labelled ? labels : List.of(),
                ids,
                i -> {
                    int part = partOf(starts, i);
                    return new Content.Values(parts.get(part).x.item(i - starts.get(part)));
                },
                i -> {
                    int part = partOf(starts, i);
                    return labelled
                            ? new Truth.Label((int) parts.get(part).y[i - starts.get(part)])
                            : new Truth.Unknown();
                });
        Npy first = parts.get(0).x;
        return DataSource.of(
                place,
                Format.ARRAY,
                "x is %s %s%s".formatted(first.type(), first.shape(), labelled ? "" : ", no labels"),
                dataset,
                splitOf);
    }

    private static int partOf(List<Integer> starts, int index) {
        int found = Collections.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    private static Path only(Path folder) {
        List<Path> arrays = Listing.of(folder).files(Kind.ARRAY);
        Optional<Path> x = arrays.stream()
                .filter(file -> Kind.stemOf(file).equalsIgnoreCase("x"))
                .findFirst();
        if (x.isPresent() || arrays.size() == 1) {
            return x.orElseGet(() -> arrays.get(0));
        }
        throw new InvalidDataException("%s: expected one .npz, or x.npy and y.npy; found %s"
                .formatted(folder, arrays.stream().map(Kind::nameOf).toList()));
    }

    private static List<Part> archive(NpzArchive archive, Path file) {
        List<Part> parts = new ArrayList<>();
        for (String name : archive.names()) {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!lower.equals("x") && !lower.startsWith("x_")) {
                continue;
            }
            String split =
                    lower.equals("x") ? "" : SplitName.of(lower.substring(2)).orElse(lower.substring(2));
            Optional<String> y = archive.names().stream()
                    .filter(other -> other.toLowerCase(Locale.ROOT).equals("y" + lower.substring(1)))
                    .findFirst();
            Npy x = checked(archive.open(name), file);
            parts.add(new Part(split, x, y.isPresent() ? labels(archive.read(y.get()), x, file) : new long[0]));
        }
        if (parts.isEmpty()) {
            throw new InvalidDataException(
                    "%s holds no array 'x' (samples); found %s".formatted(file, archive.names()));
        }
        return parts;
    }

    private static List<Part> single(Path file) {
        Npy x = checked(Npy.open(file), file);
        Path y = file.resolveSibling(Kind.stemOf(file).equals("X") ? "Y.npy" : "y.npy");
        boolean labelled = Kind.stemOf(file).equalsIgnoreCase("x") && Files.exists(y);
        return List.of(new Part("", x, labelled ? labels(Npy.read(y), x, y) : new long[0]));
    }

    private static Npy checked(Npy x, Path file) {
        if (x.shape().rank() < 2) {
            throw new InvalidDataException("%s: array 'x' has the shape %s, expected the samples along a first axis"
                    .formatted(file, x.shape()));
        }
        return x;
    }

    private static long[] labels(Tensor y, Npy x, Path file) {
        if (!y.type().isInteger()) {
            throw new InvalidDataException(
                    "%s: array 'y' holds %s, expected whole numbers; convert with astype('int64')"
                            .formatted(file, y.type()));
        }
        boolean column = y.shape().rank() == 2 && y.shape().dim(1) == 1;
        if (y.shape().rank() != 1 && !column) {
            throw new InvalidDataException(
                    "%s: array 'y' has the shape %s, expected one class index a sample".formatted(file, y.shape()));
        }
        if (y.size() != x.items()) {
            throw new InvalidDataException("%s: array 'y' has %d labels, expected %d, one for each item of 'x'"
                    .formatted(file, y.size(), x.items()));
        }
        long[] labels = y.toLongs();
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] > 1_000_000) {
                throw new InvalidDataException("%s: array 'y' holds %d at item %d, expected an index of a class from 0"
                        .formatted(file, labels[i], i));
            }
        }
        return labels;
    }
}
