package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtException;
import io.edgeopt.core.BackendException;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Nodes that another provider leaves to the CPU: ONNX Runtime refuses them when told to, but does not say which. */
final class CpuFallback {
    private static final int SHOWN = 5;

    private CpuFallback() {}

    static boolean isWhy(OrtException e) {
        return String.valueOf(e.getMessage()).contains("fallback to CPU EP");
    }

    /** @param permissive opens the same model with the fallback allowed and a profile kept */
    static BackendException refusal(String model, String provider, Supplier<Session> permissive) {
        return new BackendException(
                "the provider %s cannot run all of %s: %s; allow the fallback, or choose another provider"
                        .formatted(provider, model, nodes(permissive)));
    }

    private static String nodes(Supplier<Session> permissive) {
        try (Session session = permissive.get()) {
            List<OperatorTime> left = onCpu(session);
            if (!left.isEmpty()) {
                return describe(left);
            }
        } catch (EdgeoptException e) {
            return "some nodes would run on the CPU (which ones is not known: %s)".formatted(e.getMessage());
        }
        return "some nodes would run on the CPU";
    }

    /** Runs once on zeros and looks where each node ran. */
    static List<OperatorTime> onCpu(Session recording) {
        recording.run(zeros(recording.inputs()));
        return recording
                .profile()
                .map(profile -> profile.operators().stream()
                        .filter(time -> time.provider().equals(Provider.CPU.nativeName))
                        .toList())
                .orElse(List.of());
    }

    static String describe(List<OperatorTime> left) {
        String shown = left.stream()
                .limit(SHOWN)
                .map(time -> "'%s' (%s)".formatted(time.node(), time.op()))
                .collect(Collectors.joining(", "));
        String rest = left.size() > SHOWN ? " and %d more".formatted(left.size() - SHOWN) : "";
        return "node%s %s%s would run on the CPU".formatted(left.size() == 1 ? "" : "s", shown, rest);
    }

    private static Map<String, Tensor> zeros(List<ValueInfo> inputs) {
        Map<String, Tensor> zeros = new LinkedHashMap<>();
        for (ValueInfo input : inputs) {
            Shape shape = Shape.of(input.dims().orElse(List.of()).stream()
                    .mapToLong(dim -> dim instanceof Dim.Fixed fixed ? fixed.extent() : 1)
                    .toArray());
            ElementType type = input.type().orElse(ElementType.FLOAT);
            zeros.put(
                    input.name(),
                    type == ElementType.STRING
                            ? Tensor.of(Collections.nCopies(Math.toIntExact(shape.size()), ""), shape.toArray())
                            : Tensor.allocate(type, shape));
        }
        return zeros;
    }
}
