package io.edgeopt.cli;

import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.Format;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which data, and in which form. */
final class DataOptions {
    @Parameters(paramLabel = "DATA", description = "A folder of data, or the file that describes it.")
    private Path place = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "Take the data to have this form, instead of looking: folder, csv, coco, yolo, corners,"
                    + " persons, pairs, clips, frames, ucf101, hmdb51, kinetics, array, images, videos.")
    private Optional<String> format = Optional.empty();

    DataSource open() {
        return Datasets.open(place, format.map(Format::named));
    }
}
