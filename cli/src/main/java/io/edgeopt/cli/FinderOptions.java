package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.face.DetectorFaceFinder;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the faces in pictures are. */
final class FinderOptions {
    /** The name that is looked for among the models. */
    private static final String USUAL = "face-finder";

    @Option(
            names = "--detector",
            paramLabel = "MODEL",
            description = "What finds faces: a detector whose card has a label 'face' (default: face-finder).")
    private Optional<String> detector = Optional.empty();

    @Option(
            names = "--aligned",
            description = "The pictures are faces already, cut out and aligned as by 'data faces'.")
    private boolean aligned;

    /** The detector, loaded; none where pictures are faces already. */
    Optional<CardedModel> open(int threads) {
        if (aligned) {
            if (detector.isPresent()) {
                throw new InvalidPlanException("--aligned needs no --detector; leave one of them out");
            }
            return Optional.empty();
        }
        return Optional.of(open(detector, "give --detector, or --aligned for faces that are cut out", threads));
    }

    /** That detector or the usual one, loaded; what does not find faces is refused here, before any other work. */
    static CardedModel open(Optional<String> detector, String advice, int threads) {
        if (detector.isEmpty() && Catalog.models().find(USUAL).isEmpty()) {
            throw new InvalidPlanException("there is no model '%s' to find faces with; import one under that name, %s"
                    .formatted(USUAL, advice));
        }
        CardedModel model = CardedModel.open(detector.orElse(USUAL), "onnxruntime", threads);
        try {
            DetectorFaceFinder.of(model.session(), model.card());
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }
}
