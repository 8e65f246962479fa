package io.edgeopt.autograd.loss;

import io.edgeopt.core.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Cases of a reference file: {@code case NAME}, then lines {@code KIND NAME [SHAPE] NUMBERS}. */
final class GoldenCases {
    private final Map<String, Case> byName = new LinkedHashMap<>();

    /** Tensors by kind and name. */
    record Case(String name, Map<String, Map<String, Tensor>> kinds) {
        Map<String, Tensor> all(String kind) {
            return kinds.getOrDefault(kind, Map.of());
        }

        Tensor get(String kind, String tensor) {
            return Objects.requireNonNull(all(kind).get(tensor), () -> name + ": " + kind + " " + tensor);
        }

        float[][] rows(String tensor) {
            Tensor table = get("input", tensor);
            int columns = (int) table.shape().dim(1);
            float[] flat = table.toFloats();
            float[][] rows = new float[flat.length / columns][columns];
            for (int i = 0; i < flat.length; i++) {
                rows[i / columns][i % columns] = flat[i];
            }
            return rows;
        }

        private void read(String line) {
            String[] words = line.substring(0, line.indexOf('[')).strip().split(" ", -1);
            String shape = line.substring(line.indexOf('[') + 1, line.indexOf(']'));
            kinds.computeIfAbsent(words[0], kind -> new LinkedHashMap<>())
                    .put(
                            words[1],
                            Tensor.of(
                                    numbers(line.substring(line.indexOf(']') + 1)),
                                    words(shape).mapToLong(Long::parseLong).toArray()));
        }

        private static float[] numbers(String text) {
            List<String> words = words(text).toList();
            float[] numbers = new float[words.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Float.parseFloat(words.get(i));
            }
            return numbers;
        }

        private static Stream<String> words(String text) {
            return Stream.of(text.strip().split(" ", -1)).filter(word -> !word.isEmpty());
        }

        double expected() {
            return get("expect", "loss").toDoubles()[0];
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static GoldenCases of(String resource) {
        GoldenCases cases = new GoldenCases();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GoldenCases.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            String current = "";
            for (String line : reader.lines().filter(l -> !l.startsWith("#")).toList()) {
                if (line.startsWith("case ")) {
                    current = line.substring(5);
                    cases.byName.put(current, new Case(current, new HashMap<>()));
                } else {
                    cases.get(current).read(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cases;
    }

    Stream<Case> all() {
        return byName.values().stream();
    }

    Case get(String name) {
        return Objects.requireNonNull(byName.get(name), name);
    }
}
