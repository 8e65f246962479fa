package io.edgeopt.optimizers.quantize;

import io.edgeopt.optimizers.quantize.range.Steps;
import java.util.Locale;

/** What kind of runtime a quantized model is written for. */
public enum Target {
    /** x86 processors under ONNX Runtime. */
    CPU(Steps.UNSIGNED_8),
    /** ARM processors under ONNX Runtime. */
    ARM(Steps.UNSIGNED_8);

    private final Steps steps;

    Target(Steps steps) {
        this.steps = steps;
    }

    Steps steps() {
        return steps;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
