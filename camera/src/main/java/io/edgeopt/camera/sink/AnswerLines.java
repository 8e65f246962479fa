package io.edgeopt.camera.sink;

import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.task.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each answer of each model as a line of JSON. */
public final class AnswerLines implements Sink {
    /** A line. */
    private record Line(
            double seconds,
            long frame,
            String model,
            Optional<Map<String, Float>> scores,
            Optional<List<Found>> found) {}

    /** One thing in a frame. */
    private record Found(String label, float score, Box box) {}

    private final Map<String, List<String>> labels;
    private final Appendable out;
    private long began = -1;

    /**
     * Writes to {@code out}.
     *
     * @param labels of each model, by its name
     */
    public AnswerLines(Map<String, List<String>> labels, Appendable out) {
        this.labels = Map.copyOf(labels);
        this.out = out;
    }

    @Override
    public void accept(Slot slot, String model, Prediction answer) {
        if (began < 0) {
            began = slot.due();
        }
        double seconds = (slot.due() - began) / 1e9;
        try {
            out.append(Json.line(new Line(seconds, slot.index(), model, scores(model, answer), found(model, answer))))
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Map<String, Float>> scores(String model, Prediction answer) {
        if (!(answer instanceof Prediction.ClassScores classes)) {
            return Optional.empty();
        }
        Map<String, Float> scores = new LinkedHashMap<>();
        for (int i = 0; i < classes.classes(); i++) {
            scores.put(label(model, i), classes.score(i));
        }
        return Optional.of(scores);
    }

    private Optional<List<Found>> found(String model, Prediction answer) {
        if (!(answer instanceof Prediction.Detections several)) {
            return Optional.empty();
        }
        return Optional.of(several.found().stream()
                .map(one -> new Found(label(model, one.label()), one.score(), one.box()))
                .toList());
    }

    private String label(String model, int index) {
        List<String> known = labels.getOrDefault(model, List.of());
        return index < known.size() ? known.get(index) : Integer.toString(index);
    }
}
