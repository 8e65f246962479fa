package io.edgeopt.camera.alert;

import io.edgeopt.core.task.Prediction;
import java.util.Optional;

/** For how long a model has been sure of a label. */
final class SureState implements AlertState {
    private final AlertRule.Condition.Sure condition;
    private final int label;
    private int frames;
    private double since;

    SureState(AlertRule.Condition.Sure condition, int label) {
        this.condition = condition;
        this.label = label;
    }

    @Override
    public Optional<Evidence> answered(double seconds, Prediction answer) {
        Evidence found = strongest(answer);
        if (!(found.score() > condition.score())) {
            frames = 0;
            return Optional.empty();
        }
        if (frames++ == 0) {
            since = seconds;
        }
        boolean lasted = frames >= condition.frames() && seconds - since >= condition.seconds();
        return lasted ? Optional.of(found) : Optional.empty();
    }

    private Evidence strongest(Prediction answer) {
        if (answer instanceof Prediction.ClassScores scores && label < scores.classes()) {
            return new Evidence(scores.score(label), Optional.empty());
        }
        // Best first.
        return AlertSink.detections(answer).stream()
                .filter(detection -> detection.label() == label)
                .findFirst()
                .map(detection -> new Evidence(detection.score(), Optional.of(detection.box())))
                .orElse(new Evidence(Double.NEGATIVE_INFINITY, Optional.empty()));
    }

    @Override
    public void forget() {
        frames = 0;
    }
}
