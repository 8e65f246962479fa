package io.edgeopt.optimizers.variant;

import io.edgeopt.core.data.Subset;
import io.edgeopt.core.feed.DatasetInputs;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.StaticScheme;
import io.edgeopt.optimizers.quantize.ToldStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model that computes in 8-bit integers, calibrated on training samples. */
final class Integers {
    private static final String STEP = "quantize --scheme static --target cpu";

    private final VideoOpener videos;

    Integers(VideoOpener videos) {
        this.videos = videos;
    }

    /** What decides what comes out. */
    static String settings() {
        return STEP + " " + QuantizeSettings.DEFAULT;
    }

    VariantKind.Made of(Model model, ModelCard card, VariantKind.Request request) {
        InputSource samples = DatasetInputs.of(
                Subset.take(request.subject().train(), request.amounts().calibration(), request.seed()),
                model.graph().inputs(),
                card,
                videos);
        ToldStep step = (ToldStep) new StaticScheme()
                .step(new Scheme.Request(
                        request.backend(),
                        QuantizeSettings.DEFAULT.withThreads(request.threads()),
                        Optional.of(samples),
                        Optional.empty(),
                        request.seed(),
                        Optional.empty(),
                        request.progress()));
        Quantization made = step.run(model);
        String how = "%d of %d layers in 8-bit integers, ranges by %s from %d samples"
                .formatted(made.integerLayers(), made.layers().size(), made.calibrator(), made.calibrationRuns());
        return new VariantKind.Made(
                Lineage.noted(made.model(), model, STEP),
                card.after(STEP),
                how,
                List.copyOf(made.notes()),
                Map.of(),
                Optional.empty());
    }
}
