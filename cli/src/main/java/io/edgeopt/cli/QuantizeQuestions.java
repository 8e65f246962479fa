package io.edgeopt.cli;

import io.edgeopt.core.diagnose.ModelDiagnosis;
import io.edgeopt.core.diagnose.Slowness;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.quantize.Choice;
import io.edgeopt.optimizers.quantize.Effort;
import io.edgeopt.optimizers.quantize.Fidelity;
import io.edgeopt.optimizers.quantize.Quantization;
import io.edgeopt.optimizers.quantize.QuantizeSettings;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.ToldStep;
import io.edgeopt.optimizers.quantize.diagnose.Diagnosis;
import io.edgeopt.optimizers.quantize.diagnose.WhySlow;
import io.edgeopt.optimizers.simplify.Simplify;
import io.edgeopt.optimizers.simplify.SimplifySettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a user may ask of a quantized model besides the model itself.
 *
 * @param scheme that was asked for
 * @param samples to look at the model with
 */
record QuantizeQuestions(
        KnownModel source,
        Path output,
        String scheme,
        Quantization made,
        QuantizeSettings settings,
        InputSource samples,
        Backend backend,
        long seed,
        Progress progress) {
    private String taken() {
        return made.choice().map(Choice::scheme).orElse(scheme);
    }

    /** Why it is no faster than its source; of a model that was left in float, why the static one would not be. */
    Optional<Slowness> whySlow() {
        boolean left = taken().equals(Choice.FLOAT);
        Quantization asked = left ? refused() : made;
        return WhySlow.of(
                left ? "static" : taken(),
                new Simplify(backend, SimplifySettings.DEFAULT).apply(source.model()),
                asked.model(),
                asked.layers(),
                samples.inputs(0),
                backend,
                Machine.here());
    }

    private Quantization refused() {
        Scheme.Request request = new Scheme.Request(
                backend,
                settings.withEffort(Effort.FAST),
                Optional.of(samples),
                Optional.empty(),
                seed,
                Optional.empty(),
                Progress.NONE);
        return ((ToldStep) Catalog.scheme("static").step(request)).run(source.model());
    }

    /** What each layer costs and gains. */
    ModelDiagnosis diagnosis(Fidelity.Result fidelity) {
        Diagnosis diagnosis = new Diagnosis(source.model(), made, settings, samples, backend, progress);
        return new ModelDiagnosis(
                source.file().toString(),
                output.toString(),
                taken(),
                InputFile.size(source.file(), "model"),
                InputFile.size(output, "model"),
                fidelity.outputs(),
                Math.min(Diagnosis.COMPARED, samples.size()),
                diagnosis.layers(),
                diagnosis.growth(),
                whySlow(),
                Machine.here());
    }
}
