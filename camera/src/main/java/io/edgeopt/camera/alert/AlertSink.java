package io.edgeopt.camera.alert;

import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
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
import java.util.function.ObjIntConsumer;

/** Raises alarms by rules. */
public final class AlertSink implements Sink {
    /** Who is told. */
    @FunctionalInterface
    public interface Listener {
        /** The frame changes after this returns; what was found in it is marked in a copy by {@link Marks}. */
        void raised(Alert alert, Image frame, List<Detection> found);
    }

    /** One rule watching one model. */
    private static final class Watch {
        private final AlertRule rule;
        private final AlertState state;
        private double last = Double.NEGATIVE_INFINITY;

        Watch(AlertRule rule, AlertState state) {
            this.rule = rule;
            this.state = state;
        }

        Optional<Evidence> raises(double seconds, Prediction answer) {
            Optional<Evidence> evidence = state.answered(seconds, answer);
            if (evidence.isEmpty() || seconds - last < rule.cooldown()) {
                return Optional.empty();
            }
            last = seconds;
            return evidence;
        }
    }

    /** One rule asking a model who is near. */
    private record Company(StillState state, int label) {}

    private final Map<String, List<Watch>> watches = new LinkedHashMap<>();
    private final Map<String, List<Company>> companies = new LinkedHashMap<>();
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
            eachThatKnows(rule, rule.subject(), labels, (model, label) -> sink.add(rule, model, label, labels));
        }
        return sink;
    }

    private void add(AlertRule rule, String model, int label, Map<String, List<String>> labels) {
        AlertState state;
        if (rule.condition() instanceof AlertRule.Condition.Still still) {
            StillState things = new StillState(still, label);
            still.company()
                    .ifPresent(one -> eachThatKnows(
                            rule,
                            one,
                            labels,
                            (other, kind) -> companies
                                    .computeIfAbsent(other, name -> new ArrayList<>())
                                    .add(new Company(things, kind))));
            state = things;
        } else {
            state = new SureState((AlertRule.Condition.Sure) rule.condition(), label);
        }
        watches.computeIfAbsent(model, name -> new ArrayList<>()).add(new Watch(rule, state));
    }

    private static void eachThatKnows(
            AlertRule rule, AlertRule.Subject subject, Map<String, List<String>> labels, ObjIntConsumer<String> use) {
        boolean known = false;
        for (Map.Entry<String, List<String>> model : labels.entrySet()) {
            int label = model.getValue().indexOf(subject.label());
            if (label >= 0 && subject.model().orElse(model.getKey()).equals(model.getKey())) {
                use.accept(model.getKey(), label);
                known = true;
            }
        }
        if (!known) {
            throw unknown(rule, subject, labels);
        }
    }

    private static InvalidPlanException unknown(
            AlertRule rule, AlertRule.Subject subject, Map<String, List<String>> labels) {
        if (subject.model().isPresent() && !labels.containsKey(subject.model().get())) {
            return new InvalidPlanException("the alert '%s' asks a model '%s'%s (there are: %s)"
                    .formatted(
                            rule.text(),
                            subject.model().get(),
                            Suggestion.sentence(subject.model().get(), labels.keySet()),
                            String.join(", ", labels.keySet())));
        }
        TreeSet<String> all = new TreeSet<>();
        labels.values().forEach(all::addAll);
        if (all.isEmpty()) {
            return new InvalidPlanException(
                    "the alert '%s' asks for '%s', but no model has labels; give --labels or a card"
                            .formatted(rule.text(), subject.label()));
        }
        return new InvalidPlanException("the alert '%s' asks for '%s', which no model knows%s (known: %s)"
                .formatted(
                        rule.text(),
                        subject.label(),
                        Suggestion.sentence(subject.label(), all),
                        String.join(", ", all)));
    }

    @Override
    public void accept(Slot slot, String model, Prediction answer) {
        if (began < 0) {
            began = slot.due();
        }
        double seconds = (slot.due() - began) / 1e9;
        companies
                .getOrDefault(model, List.of())
                .forEach(one -> one.state().company(seconds, model, answer, one.label()));
        for (Watch watch : watches.getOrDefault(model, List.of())) {
            watch.raises(seconds, answer).ifPresent(evidence -> {
                Alert alert = new Alert(
                        seconds,
                        slot.index(),
                        watch.rule.text(),
                        model,
                        watch.rule.subject().label(),
                        evidence.score(),
                        evidence.box(),
                        Optional.empty());
                listener.raised(alert, slot.image(), detections(answer));
            });
        }
    }

    /** Nothing was looked at for a while by models of those names: what had lasted must begin anew. */
    public void forget(Collection<String> models) {
        for (String model : models) {
            watches.getOrDefault(model, List.of()).forEach(watch -> watch.state.forget());
        }
    }

    static List<Detection> detections(Prediction answer) {
        return answer instanceof Prediction.Detections several ? several.found() : List.of();
    }
}
