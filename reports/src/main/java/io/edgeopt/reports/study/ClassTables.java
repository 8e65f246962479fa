package io.edgeopt.reports.study;

import io.edgeopt.core.study.Accuracy;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Score;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is answered well and what is not, class by class. */
final class ClassTables {
    private final Voice voice;

    ClassTables(Voice voice) {
        this.voice = voice;
    }

    List<Block> of(ModelView model) {
        List<Block> blocks = new ArrayList<>();
        perClass(model).ifPresent(blocks::add);
        for (VariantRow row : model.rows()) {
            row.accuracy()
                    .flatMap(Accuracy::confusion)
                    .ifPresent(confusion -> blocks.add(confusion(model.name(row), confusion)));
        }
        return blocks;
    }

    private Optional<Block> perClass(ModelView model) {
        List<VariantRow> rows = model.rows().stream()
                .filter(row ->
                        row.accuracy().filter(one -> !one.perClass().isEmpty()).isPresent())
                .toList();
        List<String> names = rows.stream()
                .flatMap(row -> row.accuracy().orElseThrow().perClass().stream())
                .map(Score::name)
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>(List.of(new Column(voice.say("column.class"), false)));
        rows.forEach(row -> columns.add(new Column(model.name(row), true)));
        List<List<Cell>> cells = names.stream()
                .map(name -> {
                    List<Cell> line = new ArrayList<>(List.of(Cell.of(name)));
                    rows.forEach(row -> line.add(cell(row, name)));
                    return line;
                })
                .toList();
        return Optional.of(new Block.Table(voice.say("classes.caption"), columns, cells));
    }

    private Cell cell(VariantRow row, String name) {
        return row.accuracy().orElseThrow().perClass().stream()
                .filter(score -> score.name().equals(name))
                .findFirst()
                .map(score -> Cell.number(voice.numerals().fixed(score.value(), 3), score.value())
                        .with(voice.numerals().interval(score.low(), score.high(), 2)))
                .orElse(Cell.of(voice.absent()));
    }

    private Block confusion(String name, Accuracy.Confusion confusion) {
        List<Column> columns = new ArrayList<>(List.of(new Column(voice.say("column.true-class"), false)));
        confusion.labels().forEach(label -> columns.add(new Column(voice.say("column.answered", label), true)));
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < confusion.counts().size(); i++) {
            List<Integer> counts = confusion.counts().get(i);
            int sum = counts.stream().mapToInt(Integer::intValue).sum();
            List<Cell> cells = new ArrayList<>();
            cells.add(Cell.of(i < confusion.labels().size() ? confusion.labels().get(i) : String.valueOf(i)));
            counts.forEach(count ->
                    cells.add(Cell.number(String.valueOf(count), count).tinted(sum == 0 ? 0 : (double) count / sum)));
            rows.add(cells);
        }
        String caption = voice.say("confusion.caption", name);
        return new Block.Folded(caption, List.of(new Block.Table(caption, columns, rows)));
    }
}
