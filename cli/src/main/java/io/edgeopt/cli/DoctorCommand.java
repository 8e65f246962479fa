package io.edgeopt.cli;

import io.edgeopt.core.measure.Machine;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** What this machine has of all that edgeopt can use. */
@Command(
        name = "doctor",
        description = "Say what this machine has of all that edgeopt can use, and what to install for the rest.",
        footer = {"", "Example:", "  edgeopt doctor --json=doctor.json"})
final class DoctorCommand extends ToolCommand {
    /** The JSON of the diagnosis. */
    record Diagnosis(String version, Machine machine, List<Finding> findings) {}

    /**
     * One thing looked for.
     *
     * @param name what
     * @param ready whether it can be used
     * @param detail what was found
     * @param advice what to do to have it
     */
    record Finding(String name, boolean ready, String detail, Optional<String> advice) {
        static Finding ready(String name, String detail) {
            return new Finding(name, true, detail, Optional.empty());
        }

        static Finding absent(String name, String detail, String advice) {
            return new Finding(name, false, detail, Optional.of(advice));
        }
    }

    @Override
    Exit run(Console console) {
        Diagnosis diagnosis = new Diagnosis(Version.text(), Machine.here(), Checkup.all());
        console.print(describe(diagnosis.machine()));
        console.line("");
        var table = new TextTable("looked for", "state", "found");
        for (Finding finding : diagnosis.findings()) {
            table.row(finding.name(), finding.ready() ? "ready" : "absent", finding.detail());
        }
        console.print(table);
        advise(console, diagnosis.findings());
        console.emit(diagnosis);
        return Exit.DONE;
    }

    private static String describe(Machine machine) {
        return new TextTable("machine", "")
                .row("processor", machine.cpu())
                .row(
                        "features",
                        machine.features().isEmpty() ? "none that matter" : String.join(" ", machine.features()))
                .row("integer dot products", dotProducts(machine))
                .row("cores", cores(machine))
                .row("memory", memory(machine))
                .row("system", machine.os())
                .row("java", machine.java())
                .row("edgeopt", Version.text())
                .toString();
    }

    private static String dotProducts(Machine machine) {
        boolean present = machine.features().stream()
                .anyMatch(List.of("avx512_vnni", "avx_vnni", "amx_int8", "dotprod", "i8mm")::contains);
        return present
                ? "yes: int8 models can be several times faster"
                : "no: int8 models gain little, and may lose accuracy";
    }

    private static String cores(Machine machine) {
        return machine.cores()
                + machine.cpuLimit()
                        .map(limit -> String.format(Locale.ROOT, ", limited to %.2f CPUs by the control group", limit))
                        .orElse("");
    }

    private static String memory(Machine machine) {
        return gibibytes(machine.memory())
                + machine.memoryLimit()
                        .map(limit -> ", limited to %s by the control group".formatted(gibibytes(limit)))
                        .orElse("");
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
    }

    private static void advise(Console console, List<Finding> findings) {
        List<Finding> absent =
                findings.stream().filter(finding -> !finding.ready()).toList();
        if (!absent.isEmpty()) {
            console.line("");
            console.line("What is absent is needed only for what it is named for. To have it:");
            absent.forEach(finding ->
                    console.line("  %s: %s", finding.name(), finding.advice().orElse("")));
        }
    }
}
