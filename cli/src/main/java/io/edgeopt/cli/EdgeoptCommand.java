package io.edgeopt.cli;

import picocli.CommandLine.Command;

/** The whole tool. */
@Command(
        name = "edgeopt",
        description = {
            "Makes vision models small and fast for a device beside a camera,",
            "and proves that the result is good."
        },
        subcommands = {
            InitCommand.class,
            RunCommand.class,
            InspectCommand.class,
            SimplifyCommand.class,
            PruneCommand.class,
            QuantizeCommand.class,
            ReplaceCommand.class,
            SeparateCommand.class,
            DistillCommand.class,
            TuneCommand.class,
            OptimizeCommand.class,
            SearchCommand.class,
            PackCommand.class,
            UnpackCommand.class,
            EvaluateCommand.class,
            ExplainCommand.class,
            BenchCommand.class,
            GateCommand.class,
            MergeCommand.class,
            TrackCommand.class,
            WatchCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            ModelsCommand.class,
            DataCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        versionProvider = Version.class,
        footer = {"", "Example:", "  edgeopt doctor"})
final class EdgeoptCommand extends GroupCommand {}
