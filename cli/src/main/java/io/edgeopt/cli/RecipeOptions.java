package io.edgeopt.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What may differ from a recipe. */
final class RecipeOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "How often every sample is seen.")
    Optional<Integer> epochs = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Samples in a step.")
    Optional<Integer> batch = Optional.empty();

    @Option(names = "--optimizer", paramLabel = "KIND", description = "sgd, adam or adamw.")
    Optional<String> optimizer = Optional.empty();

    @Option(names = "--rate", paramLabel = "R", description = "Learning rate after the warm-up.")
    Optional<Double> rate = Optional.empty();

    @Option(names = "--decay", paramLabel = "D", description = "Weight decay.")
    Optional<Double> decay = Optional.empty();

    @Option(names = "--schedule", paramLabel = "KIND", description = "constant, cosine, step or plateau.")
    Optional<String> schedule = Optional.empty();

    @Option(names = "--warmup", paramLabel = "EPOCHS", description = "Epochs in which the rate rises.")
    Optional<Double> warmup = Optional.empty();

    @Option(names = "--clip", paramLabel = "NORM", description = "Largest norm of a gradient; 0 for no limit.")
    Optional<Double> clip = Optional.empty();

    @Option(names = "--average", paramLabel = "DECAY", description = "Moving average of weights; 0 for none.")
    Optional<Double> average = Optional.empty();

    @Option(names = "--patience", paramLabel = "EPOCHS", description = "End after so many without a better metric.")
    Optional<Integer> patience = Optional.empty();

    @Option(names = "--smoothing", paramLabel = "S", description = "Share of certainty spread over all classes.")
    Optional<Double> smoothing = Optional.empty();

    @Option(names = "--mixup", paramLabel = "ALPHA", description = "Mix pairs of pictures; 0 for not.")
    Optional<Double> mixup = Optional.empty();

    @Option(
            names = "--balanced",
            arity = "1",
            paramLabel = "YES",
            description = "true: draw every class equally often; false: every sample once an epoch.")
    Optional<Boolean> balanced = Optional.empty();

    @Option(
            names = "--augment",
            paramLabel = "STEP",
            description = "What becomes of pictures by chance, once for each step: crop:SMALLEST,STRETCH flip:SHARE"
                    + " colour:LIGHT,CONTRAST,SATURATION,HUE rotate:DEGREES turn:SHARE erase:SHARE,LARGEST.")
    List<String> augment = List.of();

    @Option(
            names = "--freeze",
            paramLabel = "BEGINNING",
            description = "Leave weights as they are whose names begin so, such as 'looker.' of a pair; may be given"
                    + " several times.")
    List<String> freeze = List.of();

    @Option(names = "--labels", paramLabel = "A,B", split = ",", description = "Class names (default: the data's).")
    List<String> labels = List.of();

    @Option(names = "--width", paramLabel = "W", description = "What channel counts are multiplied by.")
    Optional<Double> width = Optional.empty();

    @Option(names = "--size", paramLabel = "WxH", description = "The network's input in pixels.")
    Optional<String> size = Optional.empty();

    @Option(
            names = "--first-size",
            paramLabel = "WxH",
            description = "Begin on smaller pictures, which is quicker, for so many epochs:")
    Optional<String> firstSize = Optional.empty();

    @Option(names = "--first-epochs", paramLabel = "N", description = "Epochs at --first-size.")
    Optional<Integer> firstEpochs = Optional.empty();

    @Option(names = "--frames", paramLabel = "N", description = "Frames of a clip that the network sees.")
    Optional<Integer> frames = Optional.empty();

    @Option(names = "--temperature", paramLabel = "T", description = "Of the teacher's scores (default: 4).")
    Optional<Double> temperature = Optional.empty();

    @Option(names = "--teacher-share", paramLabel = "S", description = "Of the loss (default: 0.7).")
    Optional<Double> teacherShare = Optional.empty();
}
