package io.edgeopt.cli;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.explain.Respondent;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.tensor.Tensor;
import java.util.Optional;

/** Chooses what is asked about each picture. */
interface Asking {
    /**
     * A picture as a model takes it.
     *
     * @param placement how it lies in the input
     */
    record Pictured(Sample sample, Tensor input, Placement placement) {}

    /** Empty where there is nothing to ask. */
    Optional<Question> about(Pictured picture, Respondent model);

    /** Why there is nothing to ask about a picture, and what to do. */
    String nothing();

    /** What the options ask for, of a model like that, about pictures of that data. */
    static Asking of(AskOptions options, Feeder feeder, Dataset all) {
        options.check(feeder.subject());
        return switch (feeder.subject().card().task()) {
            case DETECTION -> new BoxAsking(feeder.subject(), options);
            case EMBEDDING -> new FaceAsking(feeder, options, all);
            default -> new ClassAsking(feeder.subject(), options.targetClass);
        };
    }
}
