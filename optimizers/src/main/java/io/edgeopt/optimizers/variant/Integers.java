package io.edgeopt.optimizers.variant;

import io.edgeopt.core.data.Subset;
import io.edgeopt.core.feed.DatasetInputs;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.study.Sensitivity;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.StaticScheme;
import io.edgeopt.optimizers.quantize.ToldStep;
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

    /** {@code ranked} is whether each layer alone is tried, which takes as many runs as there are layers. */
    VariantKind.Made of(Model model, ModelCard card, VariantKind.Request request, boolean ranked) {
        QuantizeSettings settings = QuantizeSettings.DEFAULT.withThreads(request.threads());
        InputSource samples = DatasetInputs.of(
                Subset.take(request.subject().train(), request.amounts().calibration(), request.seed()),
                model.graph().inputs(),
                card,
                videos);
        ToldStep step = (ToldStep) new StaticScheme()
                .step(new Scheme.Request(
                        request.backend(),
                        settings.withRankLayers(ranked),
                        Optional.of(samples),
                        Optional.empty(),
                        request.seed(),
                        Optional.empty(),
                        request.progress()));
        Quantization made = step.run(model);
        String how = "%d of %d layers in 8-bit integers, ranges by %s from %d samples"
                .formatted(made.integerLayers(), made.layers().size(), made.calibrator(), made.calibrationRuns());
        VariantKind.Made variant = VariantKind.Made.of(Lineage.noted(made.model(), model, STEP), card.after(STEP), how)
                .withNotes(made.notes());
        return made.sensitivities().isEmpty() ? variant : variant.withSensitivity(layers(made));
    }

    private static Sensitivity layers(Quantization made) {
        return new Sensitivity(
                "decibels that the answers come nearer to the original's when this layer alone is in float",
                made.sensitivities().stream()
                        .map(one -> new Sensitivity.Layer(one.layer(), one.gain()))
                        .toList());
    }
}
