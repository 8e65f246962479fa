package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.edgeopt.core.runtime.SessionOptions;

/** Our options in ONNX Runtime's words. */
final class OrtOptions {
    private OrtOptions() {}

    static OrtSession.SessionOptions of(SessionOptions options) throws OrtException {
        Provider provider = Provider.named(options.provider());
        OrtSession.SessionOptions settings = new OrtSession.SessionOptions();
        try {
            // What goes wrong comes as an exception; logged as well, it would be said twice.
            settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            settings.setOptimizationLevel(level(options.optimization()));
            settings.setIntraOpNumThreads(options.threads());
            settings.addConfigEntry("session.intra_op.allow_spinning", options.spinning() ? "1" : "0");
            provider.addTo(settings, options.threads());
            if (provider != Provider.CPU && !options.allowFallback()) {
                settings.addConfigEntry("session.disable_cpu_ep_fallback", "1");
            }
            return settings;
        } catch (OrtException | RuntimeException e) {
            settings.close();
            throw e;
        }
    }

    private static OptLevel level(SessionOptions.Optimization optimization) {
        return switch (optimization) {
            case NONE -> OptLevel.NO_OPT;
            case BASIC -> OptLevel.BASIC_OPT;
            case EXTENDED -> OptLevel.EXTENDED_OPT;
            case ALL -> OptLevel.ALL_OPT;
        };
    }
}
