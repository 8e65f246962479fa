package io.edgeopt.cli;

import picocli.CommandLine.Command;

/** What this machine has of all that edgeopt can use. */
@Command(
        name = "doctor",
        description = "Say what this machine has of all that edgeopt can use, and what to install for the rest.",
        footer = {"", "Example:", "  edgeopt doctor --json=doctor.json"})
final class DoctorCommand extends ToolCommand {
    @Override
    Exit run(Console console) {
        var table = new TextTable("backend", "state");
        Catalog.backends()
                .forEach(backend ->
                        table.row(backend.name(), backend.unavailable().orElse("ready")));
        console.print(table);
        return Exit.DONE;
    }
}
