package io.edgeopt.camera.alert;

/** How far a rule has come true. */
final class AlertState {
    private final AlertRule rule;
    private int frames;
    private double since;
    private double last = Double.NEGATIVE_INFINITY;

    AlertState(AlertRule rule) {
        this.rule = rule;
    }

    /** What was true so far need not be any more. */
    void forget() {
        frames = 0;
    }

    /** The next answer came at {@code seconds} with that score; answers whether there is to be an alarm. */
    boolean raises(double seconds, double score) {
        if (!(score > rule.score())) {
            frames = 0;
            return false;
        }
        if (frames++ == 0) {
            since = seconds;
        }
        boolean lasted = frames >= rule.frames() && seconds - since >= rule.seconds();
        if (!lasted || seconds - last < rule.cooldown()) {
            return false;
        }
        last = seconds;
        return true;
    }
}
