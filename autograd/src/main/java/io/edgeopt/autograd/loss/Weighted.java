package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several losses added up, each times its weight. */
public final class Weighted implements Loss {
    private record Part(double weight, Loss loss) {}

    private final List<Part> parts;

    private Weighted(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    public static Weighted of(double weight, Loss loss) {
        return new Weighted(List.of(new Part(weight, loss)));
    }

    /** With one more loss. */
    public Weighted and(double weight, Loss loss) {
        List<Part> more = new ArrayList<>(parts);
        more.add(new Part(weight, loss));
        return new Weighted(more);
    }

    /** Those of all parts, the place of the part before the name: two parts may use one name. */
    @Override
    public Map<String, Tensor> weights() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String prefix = prefix(i);
            parts.get(i).loss().weights().forEach((name, tensor) -> all.put(prefix + name, tensor));
        }
        return all;
    }

    @Override
    public boolean needsTeacher() {
        return parts.stream().anyMatch(part -> part.loss().needsTeacher());
    }

    @Override
    public NDArray of(Outcome outcome) {
        List<NDArray> terms = new ArrayList<>();
        List<String> sum = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            sum.add("torch.mul(%s, %s)".formatted((char) ('a' + i), part.weight()));
            terms.add(part.loss().of(own(outcome, prefix(i))));
        }
        String total = sum.stream().reduce("torch.add(%s, %s)"::formatted).orElseThrow();
        return Formula.of("return " + total, terms.toArray(new NDArray[0]));
    }

    private static String prefix(int part) {
        return part + ".";
    }

    private static Outcome own(Outcome outcome, String prefix) {
        Map<String, NDArray> weights = new HashMap<>();
        outcome.weights().forEach((name, weight) -> {
            if (name.startsWith(prefix)) {
                weights.put(name.substring(prefix.length()), weight);
            }
        });
        return new Outcome(outcome.values(), outcome.teacher(), outcome.targets(), weights, outcome.scope());
    }
}
