package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.optimize.Step;
import io.edgeopt.optimizers.quantize.Scheme;
import java.util.function.Function;

/** The schemes of this package, which learn nothing from data. */
public final class WeightSchemes {
    private static final String USUAL_BITS = "8";
    private static final int BLOCK = 32;

    private WeightSchemes() {}

    /** Products and recurrences on integers whose ranges are found in each run. */
    public static Scheme dynamic() {
        return of(false, request -> new DynamicQuantization(request.backend(), false, request.seed()));
    }

    /** The same, and convolutions. */
    public static Scheme dynamicWithConvolutions() {
        return of(false, request -> new DynamicQuantization(request.backend(), true, request.seed()));
    }

    /** Weights of 2 to 8 bits, unpacked when the model is loaded. */
    public static Scheme weights() {
        return of(true, request -> {
            LayerBits bits = LayerBits.parse(request.bits().orElse(USUAL_BITS), USUAL_BITS);
            return new WeightOnly(request.backend(), bits, BLOCK, request.seed());
        });
    }

    /** Weights as 16-bit floats. */
    public static Scheme halves() {
        return of(false, request -> new HalfStorage(request.backend(), request.seed()));
    }

    /** A scheme that needs no samples. */
    public static Scheme of(boolean takesBits, Function<Scheme.Request, WeightScheme> step) {
        return new Plain(takesBits, false, step);
    }

    /** A scheme that needs no samples, takes bits, and whose result can be trained. */
    public static Scheme trainable(Function<Scheme.Request, WeightScheme> step) {
        return new Plain(true, true, step);
    }

    private record Plain(boolean takesBits, boolean takesTraining, Function<Request, WeightScheme> making)
            implements Scheme {
        @Override
        public boolean needsCalibration() {
            return false;
        }

        @Override
        public Step step(Request request) {
            return making.apply(request).keeping(request.settings().keepFloat());
        }
    }
}
