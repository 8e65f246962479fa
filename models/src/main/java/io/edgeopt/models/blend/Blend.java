package io.edgeopt.models.blend;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.evaluate.Trial;
import io.edgeopt.core.graph.Graph;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The mean of models that were trained from one beginning, weight by weight: what each learnt on other data, or at
 * another rate, without the time of running both (model soups, Wortsman et al., 2022).
 */
public final class Blend {
    private static final int SHOWN = 3;
    private static final long SEED = 11;

    private final Backend backend;

    public Blend(Backend backend) {
        this.backend = backend;
    }

    /** The blend, which has been run; fails where the models are not of one structure, or answer other questions. */
    public Blended run(List<Ingredient> ingredients) {
        if (ingredients.size() < 2) {
            throw new InvalidPlanException("a blend takes two models or more, %d given".formatted(ingredients.size()));
        }
        Ingredient first = ingredients.get(0);
        double sum = ingredients.stream().mapToDouble(Ingredient::share).sum();
        if (!(sum > 0) || Double.isInfinite(sum)) {
            throw new InvalidPlanException(
                    "the shares sum to %s, expected one above 0 and none so large".formatted(sum));
        }
        List<Counted> counted = new ArrayList<>();
        for (Ingredient one : ingredients) {
            requireSameQuestion(first, one);
            requireSameLanguage(first, one);
            Map<String, String> constants = Counterparts.of(
                    first.name(), first.model().graph(), one.name(), one.model().graph());
            counted.add(new Counted(one, one.share() / sum, constants));
        }
        return blended(counted);
    }

    /** An ingredient with its share of 1, and where its constants stand in the first's graph. */
    private record Counted(Ingredient ingredient, double share, Map<String, String> constants) {
        Tensor value(String firsts) {
            Graph graph = ingredient.model().graph();
            return graph.constant(Objects.requireNonNull(constants.get(firsts))).orElseThrow();
        }
    }

    private Blended blended(List<Counted> counted) {
        Ingredient first = counted.get(0).ingredient();
        Graph graph = first.model().graph();
        GraphEditor editor = first.model().edit();
        List<Likeness> likenesses = counted.stream().map(one -> new Likeness()).toList();
        int weights = 0;
        for (String tensor : counted.get(0).constants().keySet()) {
            List<Tensor> values = counted.stream().map(one -> one.value(tensor)).toList();
            requireSameForm(tensor, counted, values);
            for (int i = 0; i < values.size(); i++) {
                likenesses.get(i).add(values.get(0), values.get(i));
            }
            if (values.stream().allMatch(value -> value.contentEquals(values.get(0)))) {
                continue;
            }
            set(editor, graph, tensor, mean(counted, values));
            weights++;
        }
        Model model = editor.model();
        ModelCard card = card(counted);
        try (Session session = backend.open(model, SessionOptions.DEFAULT)) {
            Trial.check(session, card);
        }
        List<Blended.Part> parts = new ArrayList<>();
        for (int i = 0; i < counted.size(); i++) {
            Counted one = counted.get(i);
            parts.add(new Blended.Part(
                    one.ingredient().name(),
                    one.share(),
                    likenesses.get(i).cosine(),
                    distance(model, one.ingredient().model())));
        }
        int norms = (int) graph.nodes().stream()
                .filter(node -> node.is("BatchNormalization"))
                .count();
        return new Blended(model, card, parts, weights, norms);
    }

    /** Of answers that are other in number or kind, such as boxes that passed a suppression, there is none. */
    private Optional<Double> distance(Model model, Model ingredient) {
        Verification.Outcome outcome = Verification.onRandomInputs(ingredient, backend, SHOWN, SEED, Double.MAX_VALUE)
                .check(model);
        return outcome.agrees() ? Optional.of(outcome.difference()) : Optional.empty();
    }

    private static void set(GraphEditor editor, Graph graph, String tensor, Tensor value) {
        graph.producerOf(tensor).ifPresent((Node constant) -> editor.remove(constant));
        editor.set(tensor, value);
    }

    private static Tensor mean(List<Counted> counted, List<Tensor> values) {
        double[] sum = new double[(int) values.get(0).size()];
        for (int i = 0; i < values.size(); i++) {
            double share = counted.get(i).share();
            if (share == 0) {
                continue;
            }
            float[] numbers = values.get(i).toFloats();
            for (int j = 0; j < sum.length; j++) {
                sum[j] += share * numbers[j];
            }
        }
        float[] mean = new float[sum.length];
        for (int j = 0; j < sum.length; j++) {
            mean[j] = (float) sum[j];
        }
        return Tensor.of(mean, values.get(0).shape().toArray());
    }

    private static void requireSameForm(String tensor, List<Counted> counted, List<Tensor> values) {
        Tensor one = values.get(0);
        for (int i = 1; i < values.size(); i++) {
            Tensor other = values.get(i);
            String names = "%s and %s"
                    .formatted(
                            counted.get(0).ingredient().name(),
                            counted.get(i).ingredient().name());
            if (one.type() != other.type() || !one.shape().equals(other.shape())) {
                throw new InvalidPlanException(
                        "'%s' is %s %s and %s %s in %s; blend models that were trained from one file"
                                .formatted(tensor, one.type(), one.shape(), other.type(), other.shape(), names));
            }
            if (one.type() != ElementType.FLOAT && !one.contentEquals(other)) {
                throw new InvalidPlanException(
                        "'%s' is %s and differs in %s; only 32-bit floats have means: blend first, then change what numbers are stored as"
                                .formatted(tensor, one.type(), names));
            }
        }
    }

    private static void requireSameQuestion(Ingredient first, Ingredient other) {
        ModelCard one = first.card();
        ModelCard two = other.card();
        requireSame(first, other, "task", one.task(), two.task());
        requireSame(first, other, "labels", one.labels(), two.labels());
        requireSame(first, other, "head", read(one.head()), read(two.head()));
        if (!one.inputs().equals(two.inputs())) {
            requireSame(first, other, "size; 'edgeopt models adapt --size' brings both to one", sizes(one), sizes(two));
            throw new InvalidPlanException(
                    "%s and %s take pictures prepared in two ways: the 'inputs' of their cards are %s and %s"
                            .formatted(first.name(), other.name(), one.inputs(), two.inputs()));
        }
    }

    /** The same operators can mean other things in other operator sets; functions of a model's own are not looked into. */
    private static void requireSameLanguage(Ingredient first, Ingredient other) {
        requireSame(
                first,
                other,
                "operator sets",
                first.model().opsets(),
                other.model().opsets());
        for (Ingredient one : List.of(first, other)) {
            if (!one.model().functions().isEmpty()) {
                throw new InvalidPlanException("%s defines functions of its own (%s), which cannot be blended"
                        .formatted(one.name(), String.join(", ", one.model().functions())));
            }
        }
    }

    /** An embedding's threshold says nothing of how its answers are read. */
    private static Head read(Head head) {
        return head instanceof Head.Embedding embedding ? new Head.Embedding(embedding.output()) : head;
    }

    private static List<String> sizes(ModelCard card) {
        return card.inputs().stream()
                .flatMap(input -> input.preparation().stream())
                .map(taken -> taken.width() + "x" + taken.height())
                .toList();
    }

    private static void requireSame(Ingredient first, Ingredient other, String what, Object one, Object two) {
        if (!one.equals(two)) {
            throw new InvalidPlanException("%s and %s cannot be blended: %s and %s are not the same %s"
                    .formatted(first.name(), other.name(), one, two, what));
        }
    }

    /** The first's, with what the others learnt from, what they cannot do, and how they were made. */
    private static ModelCard card(List<Counted> counted) {
        ModelCard card = counted.get(0).ingredient().card();
        for (Counted one : counted.subList(1, counted.size())) {
            if (one.share() > 0) {
                ModelCard other = one.ingredient().card();
                card = card.joined(other);
                String name = one.ingredient().name();
                card = other.recipe()
                        .map(recipe -> name + ": " + recipe)
                        .map(card::after)
                        .orElse(card);
            }
        }
        return card;
    }

    /** The cosine between all weights of two models that stand in rows, gathered tensor by tensor. */
    private static final class Likeness {
        private double product;
        private double mine;
        private double theirs;

        void add(Tensor one, Tensor other) {
            if (one.type() != ElementType.FLOAT || one.shape().rank() < 2) {
                return;
            }
            float[] left = one.toFloats();
            float[] right = other.toFloats();
            for (int i = 0; i < left.length; i++) {
                product += (double) left[i] * right[i];
                mine += (double) left[i] * left[i];
                theirs += (double) right[i] * right[i];
            }
        }

        double cosine() {
            double norms = Math.sqrt(mine * theirs);
            return norms > 0 ? product / norms : mine == theirs ? 1 : 0;
        }
    }
}
