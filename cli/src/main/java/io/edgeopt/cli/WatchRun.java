package io.edgeopt.cli;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.alert.Alert;
import io.edgeopt.camera.alert.AlertRule;
import io.edgeopt.camera.alert.AlertSink;
import io.edgeopt.camera.door.Door;
import io.edgeopt.camera.door.Doorkeeper;
import io.edgeopt.camera.door.Opening;
import io.edgeopt.camera.notice.Courier;
import io.edgeopt.camera.pipeline.Counts;
import io.edgeopt.camera.pipeline.Outcome;
import io.edgeopt.camera.pipeline.Pipeline;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.face.Gallery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code watch} does once its models are there. */
final class WatchRun {
    /** What was asked for. */
    record Wanted(String source, Optional<WatchSet> set, List<AlertRule> rules, Optional<DoorOptions.Guard> guard) {}

    /** What {@code watch} found, as its JSON says it. */
    record Watched(
            String source,
            Optional<String> set,
            List<String> models,
            List<String> absent,
            Counts frames,
            double seconds,
            int reconnects,
            Optional<String> failure,
            List<Alert> alerts,
            List<Opening> openings,
            Optional<Courier.Account> notices) {}

    private final Camera camera;
    private final WatchedModels watched;
    private final WatchOutputs outputs;
    private final Console console;

    WatchRun(Camera camera, WatchedModels watched, WatchOutputs outputs, Console console) {
        this.camera = camera;
        this.watched = watched;
        this.outputs = outputs;
        this.console = console;
    }

    void go(Wanted wanted, RunPlan plan) {
        wanted.set().ifPresent(this::tellOf);
        if (watched.models().isEmpty()) {
            throw new InvalidPlanException(
                    "none of the models of the set is in the catalogue; import one, or give a MODEL");
        }
        List<AlertRule> rules = rules(wanted);
        checkShown(rules, wanted.set());
        Map<String, List<String>> labels = new LinkedHashMap<>(watched.labels());
        wanted.guard().ifPresent(guard -> labels.put(Doorkeeper.NAME, Doorkeeper.LABELS));
        AlertSink sink = AlertSink.of(rules, labels, outputs::raised);
        Optional<Door> door = wanted.guard().map(guard -> closed(guard, sink));
        watched.notes().forEach(note -> console.note("%s", note));
        Sink all = outputs.open(labels, sink);
        Outcome outcome = new Pipeline(camera, watched.models(), all, Clock.system()).run(plan);
        conclude(outcome, wanted, door.map(Door::openings).orElse(List.of()));
    }

    private void tellOf(WatchSet set) {
        watched.absent()
                .forEach(name ->
                        console.warn("set %s: there is no model '%s' in the catalogue; left out", set.name(), name));
    }

    /** The user's, or those of the set that its models can answer. */
    private List<AlertRule> rules(Wanted wanted) {
        if (!wanted.rules().isEmpty() || wanted.set().isEmpty()) {
            return wanted.rules();
        }
        List<AlertRule> usual = wanted.set().get().alerts().stream()
                .map(AlertRule::parse)
                .filter(rule -> watched.labels()
                        .getOrDefault(rule.subject().model().orElseThrow(), List.of())
                        .contains(rule.subject().label()))
                .toList();
        usual.forEach(rule -> console.note("usual alert: %s", rule.text()));
        return usual;
    }

    /** What a set does not show is never seen: neither what a rule is about nor what may not be near it. */
    private void checkShown(List<AlertRule> rules, Optional<WatchSet> set) {
        for (AlertRule rule : rules) {
            for (AlertRule.Subject subject : rule.subjects()) {
                watched.hidden().forEach((model, hidden) -> {
                    if (hidden.contains(subject.label())
                            && subject.model().orElse(model).equals(model)) {
                        throw new InvalidPlanException(
                                "the alert '%s' asks for '%s', which the set %s does not show of %s; give the model by its name instead of --set"
                                        .formatted(
                                                rule.text(),
                                                subject.label(),
                                                set.map(WatchSet::name).orElse(""),
                                                model));
                    }
                });
            }
        }
    }

    /** All models behind a door that is closed; what they had begun to see is forgotten whenever it closes. */
    private Door closed(DoorOptions.Guard guard, AlertSink sink) {
        Set<String> behind = Set.copyOf(watched.labels().keySet());
        Door door = new Door(guard.patience(), new Door.Listener() {
            @Override
            public void opened(Opening opening) {
                outputs.opened(opening);
            }

            @Override
            public void closed(Opening opening) {
                sink.forget(behind);
                outputs.closed(opening, guard.patience());
            }
        });
        watched.putBehind(door, guard.keeper(door));
        console.line(
                "door: closed; opens for %s, stays open for %s s",
                guard.gallery().persons().stream()
                        .filter(Gallery.Person::authorised)
                        .map(Gallery.Person::name)
                        .collect(Collectors.joining(", ")),
                guard.patience());
        return door;
    }

    private void conclude(Outcome outcome, Wanted wanted, List<Opening> openings) {
        Counts counts = outcome.counts();
        Optional<Courier.Account> notices = outputs.settle();
        List<Alert> alerts = outputs.alerts();
        console.line(
                "%s: %d frames in %.1f s, %d looked at, %d left out for newer ones, %d failed; alarms: %d%s%s",
                camera.name(),
                counts.captured(),
                outcome.seconds(),
                counts.processed(),
                counts.dropped(),
                counts.failed(),
                alerts.size(),
                wanted.guard().isPresent() ? "; openings: " + openings.size() : "",
                notices.map(all -> "; passed on: %d, not: %d".formatted(all.sent(), all.failed()))
                        .orElse(""));
        console.emit(new Watched(
                wanted.source(),
                wanted.set().map(WatchSet::name),
                List.copyOf(watched.labels().keySet()),
                watched.absent(),
                counts,
                outcome.seconds(),
                outcome.reconnects(),
                outcome.failure(),
                alerts,
                openings,
                notices));
        if (outcome.ended()) {
            throw new InvalidDataException("the watch ended before its time: %s"
                    .formatted(outcome.failure().orElse("no reason was given")));
        }
        outcome.failure()
                .ifPresent(why -> console.warn("%d frames failed, the last because: %s", counts.failed(), why));
    }
}
