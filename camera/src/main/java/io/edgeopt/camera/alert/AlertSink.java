package io.edgeopt.camera.alert;

import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Raises alarms by rules. */
public final class AlertSink implements Sink {
    /** Who is told. */
    @FunctionalInterface
    public interface Listener {
        /** The frame changes after this returns; what was found in it is marked in a copy by {@link Marks}. */
        void raised(Alert alert, Image frame, List<Detection> found);
    }

    /** One rule watching one model. */
    private record Watch(AlertRule rule, int label, AlertState state) {}

    /** The strongest answer for a label. */
    private record Found(double score, Optional<Box> box) {}

    private final Map<String, List<Watch>> watches = new LinkedHashMap<>();
    private final Listener listener;
    private long began = -1;

    private AlertSink(Listener listener) {
        this.listener = listener;
    }

    /**
     * Fails where no model knows what a rule asks for.
     *
     * @param labels of each model, by its name
     */
    public static AlertSink of(List<AlertRule> rules, Map<String, List<String>> labels, Listener listener) {
        AlertSink sink = new AlertSink(listener);
        for (AlertRule rule : rules) {
            boolean known = false;
            for (Map.Entry<String, List<String>> model : labels.entrySet()) {
                int label = model.getValue().indexOf(rule.label());
                if (label >= 0 && rule.model().orElse(model.getKey()).equals(model.getKey())) {
                    sink.watches
                            .computeIfAbsent(model.getKey(), name -> new ArrayList<>())
                            .add(new Watch(rule, label, new AlertState(rule)));
                    known = true;
                }
            }
            if (!known) {
                throw unknown(rule, labels);
            }
        }
        return sink;
    }

    private static InvalidPlanException unknown(AlertRule rule, Map<String, List<String>> labels) {
        if (rule.model().isPresent() && !labels.containsKey(rule.model().get())) {
            return new InvalidPlanException("the alert '%s' asks a model '%s'%s (there are: %s)"
                    .formatted(
                            rule.text(),
                            rule.model().get(),
                            Suggestion.sentence(rule.model().get(), labels.keySet()),
                            String.join(", ", labels.keySet())));
        }
        TreeSet<String> all = new TreeSet<>();
        labels.values().forEach(all::addAll);
        if (all.isEmpty()) {
            return new InvalidPlanException(
                    "the alert '%s' asks for '%s', but no model has labels; give --labels or a card"
                            .formatted(rule.text(), rule.label()));
        }
        return new InvalidPlanException("the alert '%s' asks for '%s', which no model knows%s (known: %s)"
                .formatted(rule.text(), rule.label(), Suggestion.sentence(rule.label(), all), String.join(", ", all)));
    }

    @Override
    public void accept(Slot slot, String model, Prediction answer) {
        if (began < 0) {
            began = slot.due();
        }
        double seconds = (slot.due() - began) / 1e9;
        for (Watch watch : watches.getOrDefault(model, List.of())) {
            Found found = strongest(answer, watch.label());
            if (watch.state().raises(seconds, found.score())) {
                Alert alert = new Alert(
                        seconds,
                        slot.index(),
                        watch.rule().text(),
                        model,
                        watch.rule().label(),
                        found.score(),
                        found.box(),
                        Optional.empty());
                listener.raised(alert, slot.image(), detections(answer));
            }
        }
    }

    /** Nothing was looked at for a while by models of those names: what had lasted must begin anew. */
    public void forget(Collection<String> models) {
        for (String model : models) {
            watches.getOrDefault(model, List.of())
                    .forEach(watch -> watch.state().forget());
        }
    }

    private static List<Detection> detections(Prediction answer) {
        return answer instanceof Prediction.Detections several ? several.found() : List.of();
    }

    private static Found strongest(Prediction answer, int label) {
        if (answer instanceof Prediction.ClassScores scores && label < scores.classes()) {
            return new Found(scores.score(label), Optional.empty());
        }
        // Best first.
        return detections(answer).stream()
                .filter(detection -> detection.label() == label)
                .findFirst()
                .map(detection -> new Found(detection.score(), Optional.of(detection.box())))
                .orElse(new Found(Double.NEGATIVE_INFINITY, Optional.empty()));
    }
}
