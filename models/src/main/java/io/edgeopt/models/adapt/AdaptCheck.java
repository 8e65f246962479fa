package io.edgeopt.models.adapt;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.core.trace.InputShapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Collectors;

/** Runs a changed model beside its source, on numbers drawn from a fixed seed. */
final class AdaptCheck {
    private static final double SAME = 1e-4;
    private static final long SEED = 7;

    private final Backend backend;

    AdaptCheck(Backend backend) {
        this.backend = backend;
    }

    /** Fails where two samples together are answered otherwise than each alone. */
    void batch(Model source, Model freed) {
        Map<String, Shape> two = new LinkedHashMap<>();
        InputShapes.of(source, Map.of()).forEach((name, shape) -> two.put(name, shape.with(0, 2)));
        Map<String, Tensor> both = drawn(freed, two);
        try (Session alone = backend.open(source, SessionOptions.DEFAULT);
                Session together = backend.open(freed, SessionOptions.DEFAULT)) {
            Map<String, Tensor> answers = together.run(both);
            for (int item = 0; item < 2; item++) {
                Map<String, Tensor> one = new LinkedHashMap<>();
                for (Map.Entry<String, Tensor> input : both.entrySet()) {
                    one.put(input.getKey(), half(input.getValue(), item));
                }
                for (Map.Entry<String, Tensor> answer : alone.run(one).entrySet()) {
                    requireSame(answer.getKey(), answer.getValue(), Binding.named(answers, answer.getKey()), item);
                }
            }
        }
    }

    private static void requireSame(String output, Tensor alone, Tensor together, int item) {
        boolean isSame = together.size() == 2 * alone.size()
                && distance(half(together, item).toFloats(), alone.toFloats()) <= SAME;
        if (!isSame) {
            throw new UnsupportedModelException(
                    "output '%s' is another for two samples than for one; export the model with a free batch"
                            .formatted(output));
        }
    }

    /** Fails where a pair does not answer as the clip model did, or its picture model sees something else than before. */
    void beside(Model clips, String scores, Model looker, Beside.Pair pair) {
        String seen = looker.graph().outputs().get(0).name();
        List<String> made = new ArrayList<>(List.of(pair.frames(), pair.maps()));
        if (!pair.model().graph().isInput(pair.small())) {
            made.add(pair.small());
        }
        Model open = pair.model().exposing(made);
        Map<String, Tensor> clip = drawn(pair.model(), InputShapes.of(pair.model(), Map.of()));
        Map<String, Tensor> answers = new LinkedHashMap<>(clip);
        answers.putAll(run(open, clip));
        Map<String, Tensor> before = run(clips, only(clips, Binding.named(answers, pair.small())));
        Map<String, Tensor> saw = run(looker, only(looker, Binding.named(answers, pair.frames())));
        requireAs("the clip model", Binding.named(before, scores), Binding.named(answers, scores));
        requireAs("the picture model", Binding.named(saw, seen), Binding.named(answers, pair.maps()));
    }

    /** Fails where peaks change the scores before they were learnt from. */
    void peaks(Model before, Model after, String scores) {
        Map<String, Tensor> drawn = drawn(before, InputShapes.of(before, Map.of()));
        double away = distance(
                Binding.named(run(before, drawn), scores).toFloats(),
                Binding.named(run(after, drawn), scores).toFloats());
        if (!(away <= SAME)) {
            throw new UnsupportedModelException(
                    "--peaks: '%s' changes by %.2g of its largest number, and should not".formatted(scores, away));
        }
    }

    private static Map<String, Tensor> only(Model model, Tensor value) {
        return Map.of(model.graph().inputs().get(0).name(), value);
    }

    private static void requireAs(String which, Tensor before, Tensor after) {
        double away = distance(before.toFloats(), after.toFloats());
        if (!(away <= SAME)) {
            throw new UnsupportedModelException(
                    "--beside: %s answers otherwise in the pair, by %.2g of its largest number; the two may need to be exported in one operator set"
                            .formatted(which, away));
        }
    }

    /** How far what stays of the last layers is from before, relative to the largest; fails where that is too far. */
    double kept(Model source, Model changed, List<OtherClasses.Layer> layers, ClassRows rows) {
        List<String> tensors =
                layers.stream().map(OtherClasses.Layer::output).distinct().toList();
        Map<String, Tensor> inputs = drawn(source, InputShapes.of(source, Map.of()));
        Map<String, Tensor> before = run(source.exposing(tensors), inputs);
        Map<String, Tensor> after = run(changed.exposing(tensors), inputs);
        double largest = 0;
        for (OtherClasses.Layer layer : layers) {
            largest = Math.max(largest, away(layer, before, after, rows));
        }
        if (!(largest <= SAME)) {
            throw new UnsupportedModelException(
                    "what was kept of %s changed by %.2g of its largest answer: the classes are not where the card says"
                            .formatted(
                                    layers.stream()
                                            .map(OtherClasses.Layer::name)
                                            .distinct()
                                            .collect(Collectors.joining(", ")),
                                    largest));
        }
        return largest;
    }

    private static double away(
            OtherClasses.Layer layer, Map<String, Tensor> before, Map<String, Tensor> after, ClassRows rows) {
        Tensor old = Binding.named(before, layer.output());
        Tensor changed = Binding.named(after, layer.output());
        int axis = layer.axis() < 0 ? old.shape().rank() + layer.axis() : layer.axis();
        int was = (int) old.shape().dim(axis);
        int is = (int) changed.shape().dim(axis);
        int inner = 1;
        for (int i = axis + 1; i < old.shape().rank(); i++) {
            inner *= (int) old.shape().dim(i);
        }
        float[] left = old.toFloats();
        float[] right = changed.toFloats();
        float[] expected = right.clone();
        for (int at = 0; at < right.length; at++) {
            OptionalInt row = rows.origin(at / inner % is, layer.first());
            if (row.isPresent()) {
                expected[at] = left[(at / inner / is * was + row.getAsInt()) * inner + at % inner];
            }
        }
        return distance(expected, right);
    }

    private Map<String, Tensor> run(Model model, Map<String, Tensor> inputs) {
        try (Session session = backend.open(model, SessionOptions.DEFAULT)) {
            return session.run(inputs);
        }
    }

    private static Tensor half(Tensor batch, int item) {
        float[] values = batch.toFloats();
        int size = values.length / 2;
        Shape shape = batch.shape();
        return Tensor.of(
                Arrays.copyOfRange(values, item * size, (item + 1) * size),
                shape.with(0, shape.dim(0) / 2).toArray());
    }

    private static Map<String, Tensor> drawn(Model model, Map<String, Shape> shapes) {
        Random random = new Random(SEED);
        Map<String, Tensor> drawn = new LinkedHashMap<>();
        InputShapes.filled(model, shapes).forEach((name, zeros) -> {
            float[] values = new float[(int) zeros.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian();
            }
            drawn.put(name, Tensor.of(values, zeros.shape().toArray()));
        });
        return drawn;
    }

    private static double distance(float[] expected, float[] found) {
        double largest = 1e-12;
        double away = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            away = Math.max(away, Math.abs(expected[i] - found[i]));
        }
        return away / largest;
    }
}
