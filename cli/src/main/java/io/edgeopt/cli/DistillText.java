package io.edgeopt.cli;

import io.edgeopt.core.task.metric.Comparison;
import java.util.Locale;

/** A distillation as people read it. */
final class DistillText {
    private final DistillReport report;

    DistillText(DistillReport report) {
        this.report = report;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        say(
                text,
                "student: %d bytes, %.1f %% of its teacher's; %.1f million MACs, %.1f %% of its teacher's",
                report.studentBytes(),
                100.0 * report.studentBytes() / report.teacherBytes(),
                report.studentMacs() / 1e6,
                100.0 * report.studentMacs() / report.teacherMacs());
        say(text, "taught (%s): %s", report.loss(), report.taught().line());
        report.control().ifPresent(control -> say(text, "control: %s", control.line()));
        report.againstControl().forEach(set -> set.say(text, "its control"));
        report.againstControl().forEach(set -> say(text, "%s", verdict(set)));
        report.againstTeacher().forEach(set -> set.say(text, "its teacher"));
        if (report.control().isEmpty()) {
            say(text, "without a control nobody can say what the teacher was worth");
        }
        say(text, "wrote %s", report.output());
        return text.toString();
    }

    /** By the first metric of the task. */
    private static String verdict(Rivals.OnSet set) {
        if (set.metrics().isEmpty()) {
            return set.set() + ": nothing could be compared";
        }
        Comparison first = set.metrics().get(0);
        return set.set() + ": "
                + (!first.clear()
                        ? "whether the teacher helped cannot be told on these samples"
                        : first.difference() > 0 ? "the teacher helped" : "the teacher did harm");
    }

    private static void say(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
