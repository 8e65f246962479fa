package io.edgeopt.datasets.inspect;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.DataDigest;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.split.Grouping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Goes through a data set once and counts; what is broken is noted and passed over. */
public final class Inspector {
    private static final int EXAMPLES = 3;

    private final DataSource source;
    private final boolean decode;
    private final List<String> splits;
    private final Map<String, int[]> counts = new LinkedHashMap<>();
    private final Map<String, Integer> boxCounts = new LinkedHashMap<>();
    private final IntStream.Builder widths = IntStream.builder();
    private final IntStream.Builder heights = IntStream.builder();
    private final IntStream.Builder boxes = IntStream.builder();
    private final Set<Path> seen = new LinkedHashSet<>();
    private final List<String> ids = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private int empty;

    private Inspector(DataSource source, boolean decode) {
        this.source = source;
        this.decode = decode;
        this.splits = source.splits();
    }

    public static Inspection inspect(DataSource source, boolean decode, Optional<Grouping> grouping) {
        return new Inspector(source, decode).inspect(grouping);
    }

    private Inspection inspect(Optional<Grouping> grouping) {
        Dataset data = source.dataset();
        data.labels().forEach(label -> counts.put(label, new int[1 + splits.size()]));
        for (int i = 0; i < data.size(); i++) {
            try {
                Sample sample = data.sample(i);
                ids.add(sample.id());
                look(sample.content());
                count(sample.truth(), source.splitOf(i).map(splits::indexOf).orElse(-1));
            } catch (InvalidDataException e) {
                broken.add(String.valueOf(e.getMessage()));
            }
        }
        return result(data, grouping);
    }

    private Inspection result(Dataset data, Optional<Grouping> grouping) {
        List<Inspection.Part> parts = splits.stream()
                .map(name -> new Inspection.Part(name, source.split(name).size()))
                .toList();
        List<Inspection.ClassCount> classes = new ArrayList<>();
        counts.forEach((name, count) -> classes.add(new Inspection.ClassCount(
                name,
                count[0],
                boxCounts.getOrDefault(name, 0),
                IntStream.rangeClosed(1, splits.size()).mapToObj(i -> count[i]).toList())));
        return new Inspection(
                source.place().toString(),
                source.form(),
                data.size(),
                broken.isEmpty() ? DataDigest.of(data) : "",
                parts,
                classes,
                spread(widths),
                spread(heights),
                spread(boxes),
                empty,
                grouping.map(groups -> groups.count(ids)),
                ids.subList(0, Math.min(EXAMPLES, ids.size())),
                decode,
                broken);
    }

    private static Optional<Spread> spread(IntStream.Builder values) {
        int[] all = values.build().toArray();
        return all.length == 0 ? Optional.empty() : Optional.of(Spread.of(all));
    }

    private void look(Content content) {
        if (content instanceof Content.Picture picture) {
            look(picture.file());
        } else if (content instanceof Content.Region region) {
            look(region.file());
        } else if (content instanceof Content.Frames frames) {
            frames.files().forEach(this::look);
        }
    }

    private void look(Path picture) {
        if (!seen.add(picture)) {
            return;
        }
        ImageSize size = ImageReader.size(picture);
        widths.add(size.width());
        heights.add(size.height());
        if (decode) {
            ImageReader.read(picture);
        }
    }

    private void count(Truth truth, int split) {
        List<String> labels = source.dataset().labels();
        if (truth instanceof Truth.Label label) {
            count(labels.get(label.index()), split);
        } else if (truth instanceof Truth.Identity identity) {
            count(identity.person(), split);
        } else if (truth instanceof Truth.SamePerson pair) {
            if (pair.other() instanceof Content.Picture other) {
                look(other.file());
            }
            count(pair.same() ? "same person" : "different persons", split);
        } else if (truth instanceof Truth.Objects objects) {
            boxes.add(objects.boxes().size());
            empty += objects.boxes().isEmpty() ? 1 : 0;
            Set<String> found = new LinkedHashSet<>();
            for (Truth.LabelledBox box : objects.boxes()) {
                String name = labels.get(box.label());
                boxCounts.merge(name, 1, Integer::sum);
                found.add(name);
            }
            found.forEach(name -> count(name, split));
        }
    }

    private void count(String name, int split) {
        int[] count = counts.computeIfAbsent(name, key -> new int[1 + splits.size()]);
        count[0]++;
        if (split >= 0) {
            count[1 + split]++;
        }
    }
}
