package io.edgeopt.core.gate;

import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.study.Accuracy;
import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.task.metric.Comparison;
import io.edgeopt.core.task.metric.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something measured of a row, by its name in requirements.
 *
 * @param ofSpeed whether the benchmark's verdict speaks of it too
 */
record Quantity(String name, Kind kind, boolean ofSpeed, Function<GateRow, Figure> read) {
    private static final String DROP = ".drop";
    private static final Map<String, Quantity> TABLE = table();

    /** Scores of any task: of a class, or of the whole. */
    private static final Pattern SCORE = Pattern.compile(
            ".+/.+|top\\d+|balanced_accuracy|macro_f1|mAP.*|recall\\d+.*|rank\\d+|auc|eer|(dir|tar|far|accuracy)@.+");

    /** The quantity of that name; one that the table does not have is a metric's score. */
    static Quantity named(String name) {
        Quantity known = TABLE.get(name);
        if (known != null) {
            return known;
        }
        if (name.endsWith(DROP)) {
            String metric = name.substring(0, name.length() - DROP.length());
            return new Quantity(name, Kind.SHARE, false, row -> drop(row, Optional.of(metric)));
        }
        return new Quantity(name, Kind.SHARE, false, row -> score(row, Optional.of(name)));
    }

    /** Every name that means something for one of the rows. */
    static List<String> names(List<GateRow> rows) {
        Stream<String> scores = rows.stream()
                .flatMap(row -> row.accuracy().stream())
                .flatMap(accuracy -> Stream.concat(accuracy.scores().stream(), accuracy.perClass().stream()))
                .map(Score::name)
                .distinct()
                .sorted();
        return Stream.concat(TABLE.keySet().stream(), scores).toList();
    }

    /** Whether the name is the table's own, or one of the rows has such a score. */
    boolean isKnownTo(List<GateRow> rows) {
        String metric = name.endsWith(DROP) ? name.substring(0, name.length() - DROP.length()) : name;
        return TABLE.containsKey(name) || names(rows).contains(metric);
    }

    /** Whether the name is the table's own, or some task has scores of such a name. */
    boolean mayBeScored() {
        String metric = name.endsWith(DROP) ? name.substring(0, name.length() - DROP.length()) : name;
        return TABLE.containsKey(name) || SCORE.matcher(metric).matches();
    }

    static Collection<String> tableNames() {
        return TABLE.keySet();
    }

    private static Map<String, Quantity> table() {
        List<Quantity> all = new ArrayList<>(List.of(
                new Quantity("accuracy", Kind.SHARE, false, row -> score(row, Optional.empty())),
                new Quantity("accuracy.drop", Kind.SHARE, false, row -> drop(row, Optional.empty())),
                new Quantity("size", Kind.BYTES, false, row -> file(row, file -> Optional.of((double) file.bytes()))),
                new Quantity(
                        "size.packed",
                        Kind.BYTES,
                        false,
                        row -> file(row, file -> file.packedBytes().map(Long::doubleValue))),
                new Quantity(
                        "parameters",
                        Kind.COUNT,
                        false,
                        row -> file(row, file -> file.parameters().map(Long::doubleValue))),
                new Quantity(
                        "macs",
                        Kind.COUNT,
                        false,
                        row -> file(row, file -> file.macs().map(Long::doubleValue))),
                new Quantity("zeros", Kind.SHARE, false, row -> file(row, VariantFile::zeros)),
                new Quantity("fps", Kind.RATE, true, Quantity::fps),
                new Quantity("speedup", Kind.FACTOR, true, Quantity::speedup),
                ofSpeed("cpu", Kind.TIME, speed -> Optional.of(speed.cpuMsPerFrame())),
                ofSpeed("memory", Kind.BYTES, speed -> speed.peakBytes().map(Long::doubleValue)),
                ofSpeed(
                        "memory.session",
                        Kind.BYTES,
                        speed -> speed.sessionBytes().map(Long::doubleValue)),
                ofSpeed("energy", Kind.ENERGY, Speed::joulesPerFrame),
                new Quantity("explanation.drift", Kind.SHARE, false, Quantity::drift),
                new Quantity("explanation.agreement", Kind.SHARE, false, Quantity::agreement)));
        for (int percent : Percentiles.NEEDED.keySet()) {
            all.add(percentile("latency", percent, Speed::frameMs));
            all.add(percentile("inference", percent, Speed::inferenceMs));
            all.add(percentile("frame_age", percent, Speed::ageMs));
        }
        Map<String, Quantity> table = new TreeMap<>();
        all.forEach(quantity -> table.put(quantity.name(), quantity));
        return table;
    }

    private static Quantity ofSpeed(String name, Kind kind, Function<Speed, Optional<Double>> read) {
        return new Quantity(
                name,
                kind,
                true,
                row -> row.speed()
                        .flatMap(read)
                        .<Figure>map(Figure.Known::exact)
                        .orElse(absent("")));
    }

    private static Quantity percentile(String name, int percent, Function<Speed, Optional<Percentiles>> read) {
        return new Quantity(
                name + ".p" + percent,
                Kind.TIME,
                true,
                row -> row.speed()
                        .flatMap(read)
                        .map(percentiles -> percentile(percentiles, percent))
                        .orElse(absent("")));
    }

    private static Figure percentile(Percentiles percentiles, int percent) {
        int needed = Percentiles.NEEDED.getOrDefault(percent, 0);
        return percentiles
                .find(percent)
                // Of the two ends above, the one that promises less.
                .<Figure>map(found -> new Figure.Known(
                        found.value(), found.low(), Math.max(found.bound(), found.high()), percentiles.n(), "frames"))
                .orElse(new Figure.TooFew(percentiles.n(), needed, "frames"));
    }

    private static Figure fps(GateRow row) {
        return row.speed()
                .<Figure>map(speed -> new Figure.Known(
                        speed.fps(),
                        speed.slowestFps(),
                        speed.fastestFps(),
                        Math.max(1, speed.rounds().size()),
                        "rounds"))
                .orElse(absent(""));
    }

    private static Figure speedup(GateRow row) {
        if (row.baseline()) {
            return Figure.Known.exact(1);
        }
        Optional<Ratio> ratio = row.speed().flatMap(Speed::ratio);
        return ratio.<Figure>map(found -> new Figure.Known(
                        1 / found.value(), 1 / found.high(), 1 / found.low(), found.rounds(), "rounds"))
                .orElse(absent("no baseline was measured beside it on " + row.device()));
    }

    private static Figure score(GateRow row, Optional<String> name) {
        return row.accuracy()
                .flatMap(accuracy -> find(accuracy, name))
                .<Figure>map(score -> new Figure.Known(score.value(), score.low(), score.high(), score.n(), "samples"))
                .orElse(absent(""));
    }

    private static Optional<Score> find(Accuracy accuracy, Optional<String> name) {
        if (name.isEmpty()) {
            return accuracy.scores().stream().findFirst();
        }
        return Stream.concat(accuracy.scores().stream(), accuracy.perClass().stream())
                .filter(score -> score.name().equals(name.get()))
                .findFirst();
    }

    private static Figure drop(GateRow row, Optional<String> name) {
        if (row.baseline()) {
            return Figure.Known.exact(0);
        }
        Optional<Accuracy> accuracy = row.accuracy();
        Optional<String> metric = name.or(
                () -> accuracy.flatMap(all -> all.scores().stream().findFirst()).map(Score::name));
        return accuracy.flatMap(all -> all.changes().stream()
                        .filter(change -> metric.filter(change.name()::equals).isPresent())
                        .findFirst())
                .map(Quantity::drop)
                .orElse(absent("it was not compared with a baseline on the same samples"));
    }

    private static Figure drop(Comparison change) {
        // Not -0.0, which would be shown.
        return new Figure.Known(0 - change.difference(), 0 - change.high(), 0 - change.low(), change.n(), "samples");
    }

    private static Figure file(GateRow row, Function<VariantFile, Optional<Double>> read) {
        return row.file().flatMap(read).<Figure>map(Figure.Known::exact).orElse(absent(""));
    }

    private static Figure drift(GateRow row) {
        return method(row)
                .<Figure>map(method -> new Figure.Known(
                        method.drift().orElseThrow().value(),
                        method.drift().orElseThrow().low(),
                        method.drift().orElseThrow().high(),
                        method.probes(),
                        "probe pictures"))
                .orElse(row.baseline() ? Figure.Known.exact(0) : absent(""));
    }

    private static Figure agreement(GateRow row) {
        return method(row)
                .<Figure>map(method ->
                        Figure.Known.exact(method.drift().orElseThrow().agreement()))
                .orElse(row.baseline() ? Figure.Known.exact(1) : absent(""));
    }

    private static Optional<Explained.Method> method(GateRow row) {
        return row.explained().stream()
                .flatMap(explained -> explained.methods().stream())
                .filter(method -> method.drift().isPresent())
                .findFirst();
    }

    private static Figure absent(String why) {
        return new Figure.Absent(why);
    }
}
