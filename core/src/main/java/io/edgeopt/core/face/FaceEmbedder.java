package io.edgeopt.core.face;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.Preparer;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Prediction.Embedding;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;

/** Turns a face that was cut out into a direction by which it can be told from others. For one thread. */
public final class FaceEmbedder {
    private final Session session;
    private final ModelCard card;
    private final Preparer preparer;
    private final Tensor input;

    private FaceEmbedder(Session session, ModelCard card, Preparer preparer) {
        this.session = session;
        this.card = card;
        this.preparer = preparer;
        this.input = Tensor.allocate(session.inputs().get(0).type().orElseThrow(), preparer.shape(1));
    }

    /** The session stays open, and its owner's. */
    public static FaceEmbedder of(Session session, ModelCard card) {
        if (card.task() != Task.EMBEDDING) {
            throw new InvalidPlanException("%s (%s) does not tell faces apart; give a model whose card says 'embedding'"
                    .formatted(card.name(), card.task()));
        }
        Preparer preparer = card.inputs().stream()
                .findFirst()
                .flatMap(CardInput::preparation)
                .map(Preparer::of)
                .orElseThrow(() -> new InvalidPlanException(
                        "the card of %s does not say how pictures are prepared".formatted(card.name())));
        return new FaceEmbedder(session, card, preparer);
    }

    /** Of a face as {@link FaceCrop} cuts it out. */
    public Embedding embed(Image crop) {
        preparer.prepare(crop, input, 0);
        Map<String, Tensor> outputs = session.run(Map.of(session.inputs().get(0).name(), input));
        Prediction answer = card.head().decode(outputs, 0, View.exact(crop.width(), crop.height()));
        if (answer instanceof Embedding embedding) {
            return embedding;
        }
        throw new InvalidDataException(
                "the card's head of %s gives no embedding; correct the card".formatted(card.name()));
    }
}
