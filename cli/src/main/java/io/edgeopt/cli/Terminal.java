package io.edgeopt.cli;

/** Whether a person is watching. */
final class Terminal {
    private Terminal() {}

    /** Only the launcher can know, and says; Java's own answer is about all three streams at once. */
    static boolean onStandardError() {
        return Boolean.getBoolean("edgeopt.terminal");
    }
}
