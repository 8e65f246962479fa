package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Subset;
import io.edgeopt.core.feed.DatasetInputs;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A model file and what is known of it.
 *
 * @param described the card beside it, where there is one
 * @param options what the user says of a model without a card
 */
record KnownModel(Path file, Model model, Optional<ModelCard> described, CardOptions options) {
    /** Takes the card beside the model, or the user's own words; never both. */
    static KnownModel of(String name, CardOptions options) {
        Path file = Catalog.modelFile(name);
        Model model = Model.read(file);
        return new KnownModel(file, model, options.beside(file), options);
    }

    /** The card, or one guessed; fails where none can be. */
    CardGuess known() {
        return described
                .map(card -> new CardGuess(card, List.of()))
                .orElseGet(() ->
                        options.card(file, model.graph().inputs(), model.graph().outputs()));
    }

    /** Samples like those that the model will see, some of a data set, drawn in the same way each time. */
    InputSource samples(Path place, int size, long seed) {
        if (size < 1) {
            throw new InvalidPlanException("--calib-size is %d, expected 1 or more".formatted(size));
        }
        DataSource data = Datasets.open(place);
        Dataset chosen = data.dataset();
        for (String usual : List.of("calibration", "train", "val")) {
            if (data.splits().contains(usual)) {
                chosen = data.split(usual);
                break;
            }
        }
        Dataset some = Subset.take(chosen, size, seed);
        InputSource inputs = DatasetInputs.of(some, model.graph().inputs(), known().card(), Catalog::video);
        // Before any work, so that data that do not fit are refused at once.
        inputs.inputs(0);
        return inputs;
    }
}
