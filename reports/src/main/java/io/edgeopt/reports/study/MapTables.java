package io.edgeopt.reports.study;

import io.edgeopt.core.study.Explained;
import io.edgeopt.core.study.Explained.MapPicture;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Cell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a model's variants look: how far that is from the baseline, and the maps side by side. */
final class MapTables {
    private static final int OPEN = 4;

    private final Voice voice;
    private final Numerals numerals;
    private final Path studyFolder;

    MapTables(Voice voice, Path studyFolder) {
        this.voice = voice;
        this.numerals = voice.numerals();
        this.studyFolder = studyFolder;
    }

    List<Block> of(ModelView model) {
        List<Block> blocks = new ArrayList<>();
        drift(model).ifPresent(blocks::add);
        List<Block> galleries = galleries(model);
        blocks.addAll(galleries.subList(0, Math.min(OPEN, galleries.size())));
        if (galleries.size() > OPEN) {
            blocks.add(new Block.Folded(
                    voice.say("maps.more", galleries.size() - OPEN), galleries.subList(OPEN, galleries.size())));
        }
        return blocks;
    }

    private Optional<Block> drift(ModelView model) {
        boolean boxes = methods(model).anyMatch(method -> method.inBox().isPresent());
        List<Column> columns = new ArrayList<>(
                List.of(new Column(voice.say("column.variant"), false), new Column(voice.say("column.method"), false)));
        for (String name : List.of("probes", "drift-of", "rank", "overlap", "ssim", "agreement")) {
            columns.add(new Column(voice.say("column." + name), true));
        }
        if (boxes) {
            columns.add(new Column(voice.say("column.in-box"), true));
        }
        List<List<Cell>> rows = new ArrayList<>();
        for (VariantRow row : model.rows()) {
            row.explained()
                    .ifPresent(explained -> explained.methods().stream()
                            .filter(method -> method.drift().isPresent() || boxes)
                            .forEach(method -> rows.add(cells(model.name(row), method, boxes))));
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Table(voice.say("drift.caption"), columns, rows));
    }

    private static Stream<Explained.Method> methods(ModelView model) {
        return model.rows().stream()
                .flatMap(row -> row.explained().stream())
                .flatMap(explained -> explained.methods().stream());
    }

    private List<Cell> cells(String name, Explained.Method method, boolean boxes) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name), Cell.of(method.name()), probes(method)));
        if (method.drift().isPresent()) {
            Explained.Drift drift = method.drift().orElseThrow();
            cells.add(Cell.number(numerals.fixed(drift.value(), 2), drift.value())
                    .with(numerals.interval(drift.low(), drift.high(), 2)));
            for (double value : new double[] {drift.rankCorrelation(), drift.topOverlap(), drift.similarity()}) {
                cells.add(Cell.number(numerals.fixed(value, 2), value));
            }
            cells.add(Cell.number(numerals.percent(drift.agreement()), drift.agreement()));
        } else {
            for (int i = 0; i < 5; i++) {
                cells.add(Cell.of("–"));
            }
        }
        if (boxes) {
            cells.add(method.inBox()
                    .map(share -> Cell.number(numerals.percent(share), share))
                    .orElse(Cell.of("–")));
        }
        return cells;
    }

    private Cell probes(Explained.Method method) {
        Cell probes = Cell.number(String.valueOf(method.probes()), method.probes());
        return method.skipped()
                .map(left -> probes.with(voice.say("maps.skipped", left)))
                .orElse(probes);
    }

    /** A gallery for each picture and method, in it every variant's map. */
    private List<Block> galleries(ModelView model) {
        Map<String, List<Block.Picture>> pictures = new LinkedHashMap<>();
        for (VariantRow row : model.rows()) {
            for (MapPicture map : row.explained().map(Explained::pictures).orElse(List.of())) {
                pictures.computeIfAbsent(caption(map), caption -> new ArrayList<>())
                        .add(picture(model.name(row), map));
            }
        }
        return pictures.entrySet().stream()
                .<Block>map(entry -> new Block.Gallery(entry.getKey(), entry.getValue()))
                .toList();
    }

    private String caption(MapPicture map) {
        return map.truth()
                .map(truth -> voice.say("maps.caption.truth", map.probe(), map.method(), truth))
                .orElse(voice.say("maps.caption", map.probe(), map.method()));
    }

    private Block.Picture picture(String name, MapPicture map) {
        String score = numerals.fixed(map.score(), 2);
        // Of an identity the answer is how alike it is, and says so.
        String answer = map.answer().endsWith(" " + String.format(Locale.ROOT, "%.2f", map.score()))
                ? voice.say("maps.answer.scored", map.answer())
                : voice.say("maps.answer", map.answer(), score);
        return new Block.Picture(
                studyFolder.resolve(map.file()),
                voice.say("maps.words", map.method(), map.probe(), name, map.answer()),
                List.of(name, answer));
    }
}
