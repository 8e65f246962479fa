package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.optimize.Step;

/** 8-bit integers for weights and activations, with ranges learnt beforehand. */
public final class StaticScheme implements Scheme {
    @Override
    public boolean needsCalibration() {
        return true;
    }

    @Override
    public boolean takesTraining() {
        return true;
    }

    @Override
    public Step step(Request request) {
        return new StaticQuantize(
                request.backend(),
                request.settings(),
                request.calibration().orElseThrow(),
                request.budget(),
                request.training(),
                request.judge(),
                request.seed(),
                request.progress());
    }
}
