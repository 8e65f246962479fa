package io.edgeopt.cli;

/** How the program ends. */
public enum Exit {
    /** Done. */
    DONE(0),
    /** A goal was missed: a gate, a drop, a target. What was reached is written and labelled. */
    GOAL_MISSED(1),
    /** The user's options, plan, model or data. */
    USER(2),
    /** Our fault. */
    FAULT(3);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
