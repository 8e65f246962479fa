package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.InvalidPlanException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The execution providers that we know how to ask for. */
enum Provider {
    CPU("CPUExecutionProvider", "") {
        @Override
        void add(OrtSession.SessionOptions settings, int threads) {
            // Always there, behind every other.
        }
    },
    XNNPACK(
            "XnnpackExecutionProvider",
            "put an ONNX Runtime that was built with --use_xnnpack in the folder that the property onnxruntime.native.path names") {
        @Override
        void add(OrtSession.SessionOptions settings, int threads) throws OrtException {
            settings.addXnnpack(threads > 0 ? Map.of("intra_op_num_threads", Integer.toString(threads)) : Map.of());
        }
    },
    CUDA(
            "CUDAExecutionProvider",
            "use the jar onnxruntime_gpu in place of onnxruntime, and install NVIDIA's driver, CUDA 12 and cuDNN 9") {
        @Override
        void add(OrtSession.SessionOptions settings, int threads) throws OrtException {
            settings.addCUDA(0);
        }
    },
    TENSORRT(
            "TensorrtExecutionProvider",
            "use the jar onnxruntime_gpu in place of onnxruntime, and install CUDA 12 and TensorRT 10; on a Jetson use the backend trtexec") {
        @Override
        void add(OrtSession.SessionOptions settings, int threads) throws OrtException {
            settings.addTensorrt(0);
        }
    };

    /** As profiles and messages of ONNX Runtime call it. */
    final String nativeName;

    private final String remedy;

    Provider(String nativeName, String remedy) {
        this.nativeName = nativeName;
        this.remedy = remedy;
    }

    abstract void add(OrtSession.SessionOptions settings, int threads) throws OrtException;

    static Provider named(String name) {
        for (Provider provider : values()) {
            if (provider.toString().equals(name.toLowerCase(Locale.ROOT))) {
                return provider;
            }
        }
        throw new InvalidPlanException("ONNX Runtime has no provider '%s' that edgeopt knows; choose one of %s"
                .formatted(name, Arrays.stream(values()).map(Provider::toString).collect(Collectors.joining(", "))));
    }

    /** Asks for this provider; the CPU stays behind it for what it cannot run. */
    void addTo(OrtSession.SessionOptions settings, int threads) {
        try {
            add(settings, threads);
        } catch (OrtException e) {
            throw missing(OrtFailure.text(e), e);
        }
    }

    BackendException missing(String why, Throwable cause) {
        return new BackendException(
                "ONNX Runtime %s has no %s provider on this machine (%s; it has %s); to get it, %s"
                        .formatted(
                                OrtLibrary.environment().getVersion(),
                                this,
                                why,
                                OrtEnvironment.getAvailableProviders(),
                                remedy),
                cause);
    }

    /** Those that this machine's library was built with. */
    static EnumSet<Provider> present() {
        EnumSet<Provider> present = EnumSet.noneOf(Provider.class);
        for (ai.onnxruntime.OrtProvider available : OrtEnvironment.getAvailableProviders()) {
            for (Provider known : values()) {
                if (known.nativeName.equals(available.getName())) {
                    present.add(known);
                }
            }
        }
        return present;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
