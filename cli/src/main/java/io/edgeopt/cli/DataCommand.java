package io.edgeopt.cli;

import picocli.CommandLine.Command;

/** What is done with labelled data. */
@Command(
        name = "data",
        description = "Look at labelled data, divide it, bring it into another form, draw it.",
        subcommands = {
            DataInspectCommand.class,
            DataSplitCommand.class,
            DataImportCommand.class,
            DataFramesCommand.class,
            DataMakeCommand.class,
            DataFacesCommand.class
        },
        footer = {"", "Example:", "  edgeopt data inspect photos"})
final class DataCommand extends GroupCommand {}
