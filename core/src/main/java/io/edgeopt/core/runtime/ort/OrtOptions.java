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
        OrtSession.SessionOptions settings = new OrtSession.SessionOptions();
        settings.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        settings.setOptimizationLevel(level(options.optimization()));
        settings.setIntraOpNumThreads(options.threads());
        settings.addConfigEntry("session.intra_op.allow_spinning", options.spinning() ? "1" : "0");
        return settings;
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
