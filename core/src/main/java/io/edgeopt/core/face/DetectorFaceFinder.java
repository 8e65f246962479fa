package io.edgeopt.core.face;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.image.Preparer;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds faces by a detector: a model whose card says that it locates things, of which one is called "face". Where others
 * are called "eye", "nose" and "mouth corner", faces come with landmarks.
 */
public final class DetectorFaceFinder implements FaceFinder {
    private static final String FACE = "face";
    /** What a detector is less sure of than this is no face to cut out. */
    private static final float LEAST_SCORE = 0.3f;

    private final Session session;
    private final ModelCard card;
    private final Preparer preparer;
    private final Tensor input;
    private final int label;
    private final Optional<FaceParts> parts;

    private DetectorFaceFinder(Session session, ModelCard card, Preparer preparer, int label) {
        this.session = session;
        this.card = card;
        this.preparer = preparer;
        this.input = Tensor.allocate(session.inputs().get(0).type().orElseThrow(), preparer.shape(1));
        this.label = label;
        this.parts = FaceParts.of(card.labels());
    }

    /** The session stays open, and its owner's. */
    public static DetectorFaceFinder of(Session session, ModelCard card) {
        int label = card.labels().indexOf(FACE);
        if (card.task() != Task.DETECTION || label < 0) {
            throw new InvalidPlanException("%s (%s of %s) finds no faces; give a detector whose card has a label '%s'"
                    .formatted(card.name(), card.task(), card.labels(), FACE));
        }
        Preparer preparer = card.inputs().stream()
                .findFirst()
                .flatMap(CardInput::preparation)
                .map(Preparer::of)
                .orElseThrow(() -> new InvalidPlanException(
                        "the card of %s does not say how pictures are prepared".formatted(card.name())));
        return new DetectorFaceFinder(session, card, preparer, label);
    }

    @Override
    public List<FoundFace> find(Image image) {
        Placement placement = preparer.prepare(image, input, 0);
        Map<String, Tensor> outputs = session.run(Map.of(session.inputs().get(0).name(), input));
        long[] sides = input.shape().toArray();
        boolean last = sides[3] == 3;
        View view = new View((int) (last ? sides[2] : sides[3]), (int) (last ? sides[1] : sides[2]), placement);
        if (card.head().decode(outputs, 0, view) instanceof Prediction.Detections detections) {
            return detections.found().stream()
                    .filter(one -> one.label() == label && one.score() >= LEAST_SCORE)
                    .map(one -> new FoundFace(one.box(), one.score(), landmarks(one, detections)))
                    .toList();
        }
        throw new IllegalStateException("no detections from the head of " + card.name());
    }

    private List<Double> landmarks(Detection face, Prediction.Detections detections) {
        return parts.map(known -> known.landmarks(face.box(), detections.found()))
                .orElse(List.of());
    }
}
