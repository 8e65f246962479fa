package io.edgeopt.camera.alert;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which things lie where they were first seen, and since when nobody has been near them. */
final class StillState implements AlertState {
    /** A thing whose box overlaps with where it lay by less has moved: it is another thing then. */
    private static final float SAME_PLACE = 0.5f;
    /** A detector may miss a thing for so many seconds. */
    private static final double PATIENCE = 2;

    /** One thing. */
    private static final class Thing {
        private final Box place;
        private Box box;
        private double alone;
        private double seen;
        private float score;

        Thing(Box place, double now) {
            this.place = place;
            this.box = place;
            this.alone = now;
        }
    }

    private final AlertRule.Condition.Still condition;
    private final int label;
    private final List<Thing> things = new ArrayList<>();
    private final Map<String, List<Box>> company = new HashMap<>();

    StillState(AlertRule.Condition.Still condition, int label) {
        this.condition = condition;
        this.label = label;
    }

    @Override
    public Optional<Evidence> answered(double seconds, Prediction answer) {
        for (Detection detection : AlertSink.detections(answer)) {
            if (detection.label() == label && detection.score() > condition.score()) {
                Thing thing = at(detection.box(), seconds);
                thing.box = detection.box();
                thing.seen = seconds;
                thing.score = detection.score();
            }
        }
        things.removeIf(thing -> seconds - thing.seen > PATIENCE);
        visit(seconds);
        return things.stream()
                .filter(thing -> thing.seen == seconds && seconds - thing.alone >= condition.seconds())
                .min(Comparator.comparingDouble(thing -> thing.alone))
                .map(thing -> new Evidence(thing.score, Optional.of(thing.box)));
    }

    private Thing at(Box box, double now) {
        return things.stream()
                .filter(thing -> thing.place.overlap(box) >= SAME_PLACE)
                .max(Comparator.comparingDouble(thing -> thing.place.overlap(box)))
                .orElseGet(() -> {
                    Thing thing = new Thing(box, now);
                    things.add(thing);
                    return thing;
                });
    }

    /** Where a model sees what may not be near; it is taken to stay there until that model answers again. */
    void company(double seconds, String model, Prediction answer, int kind) {
        company.put(
                model,
                AlertSink.detections(answer).stream()
                        .filter(detection -> detection.label() == kind)
                        .map(Detection::box)
                        .toList());
        visit(seconds);
    }

    private void visit(double now) {
        for (Thing thing : things) {
            if (company.values().stream().flatMap(List::stream).anyMatch(one -> isNear(thing.box, one))) {
                thing.alone = now;
            }
        }
    }

    /** Nearer than the one is tall, in the picture: about as far as somebody reaches who bends down. */
    private static boolean isNear(Box thing, Box one) {
        float across = Math.max(0, Math.max(thing.left() - one.right(), one.left() - thing.right()));
        float down = Math.max(0, Math.max(thing.top() - one.bottom(), one.top() - thing.bottom()));
        return Math.hypot(across, down) < one.height();
    }

    @Override
    public void forget() {
        things.clear();
        company.clear();
    }
}
