package io.edgeopt.core.optimize;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether a changed model still answers as its source does: both are run on the same inputs.
 *
 * <ul>
 *   <li>Inputs and outputs have the same names, order, types and ranks.
 *   <li>A float may differ by the tolerance times the largest magnitude in its tensor.
 *   <li>Where one is NaN or infinite, the other must be too.
 *   <li>Integers, booleans and texts are equal.
 * </ul>
 */
public final class Verification {
    public static final double DEFAULT_TOLERANCE = 1e-4;

    /** Below this magnitude a tensor counts as zero, and its rounding errors as nothing. */
    private static final double NEGLIGIBLE = 1e-3;

    private static final SessionOptions SETTINGS = SessionOptions.DEFAULT;

    /**
     * What a comparison gave.
     *
     * @param difference the largest one, relative to its tensor's largest magnitude
     * @param samples how many sets of inputs were compared
     * @param problem what is wrong, in words; empty where the models agree
     */
    public record Outcome(double difference, int samples, Optional<String> problem) {
        public boolean agrees() {
            return problem.isEmpty();
        }
    }

    private final Model source;
    private final Backend backend;
    private final double tolerance;
    private final List<Map<String, Tensor>> inputs;
    private final List<Map<String, Tensor>> expected;

    private Verification(
            Model source,
            Backend backend,
            double tolerance,
            List<Map<String, Tensor>> inputs,
            List<Map<String, Tensor>> expected) {
        this.source = source;
        this.backend = backend;
        this.tolerance = tolerance;
        this.inputs = inputs;
        this.expected = expected;
    }

    /** Against the source's answers to these inputs. */
    public static Verification on(List<Map<String, Tensor>> inputs, Model source, Backend backend, double tolerance) {
        List<Map<String, Tensor>> expected = new ArrayList<>();
        try (Session session = backend.open(source, SETTINGS)) {
            inputs.forEach(each -> expected.add(session.run(each)));
        }
        return new Verification(source, backend, tolerance, List.copyOf(inputs), expected);
    }

    /** Against answers that are known, whoever gave them. */
    public static Verification expecting(
            List<Map<String, Tensor>> expected,
            List<Map<String, Tensor>> inputs,
            Model source,
            Backend backend,
            double tolerance) {
        return new Verification(source, backend, tolerance, List.copyOf(inputs), List.copyOf(expected));
    }

    /**
     * Against the source's answers to drawn inputs: {@code count} of them, and where extents are free, as many again as
     * other extents go.
     */
    public static Verification onRandomInputs(Model source, Backend backend, int count, long seed, double tolerance) {
        FreeExtents free = FreeExtents.of(source.graph());
        EdgeoptException last = null;
        try (Session session = backend.open(source, SETTINGS)) {
            for (List<Map<String, Shape>> way : free.ways()) {
                List<Map<String, Tensor>> inputs = new ArrayList<>();
                List<Map<String, Tensor>> expected = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    inputs.add(RandomInputs.of(source.graph().inputs(), way.get(0), seed + i));
                }
                try {
                    inputs.forEach(each -> expected.add(session.run(each)));
                } catch (EdgeoptException e) {
                    last = e;
                    continue;
                }
                for (Map<String, Shape> other : way.subList(1, way.size())) {
                    addIfItRuns(session, RandomInputs.of(source.graph().inputs(), other, seed), inputs, expected);
                }
                return new Verification(source, backend, tolerance, inputs, expected);
            }
        }
        throw Objects.requireNonNull(last);
    }

    /** A model may declare an axis free that is not: then it is compared on those extents with which its source runs. */
    private static void addIfItRuns(
            Session session,
            Map<String, Tensor> input,
            List<Map<String, Tensor>> inputs,
            List<Map<String, Tensor>> expected) {
        try {
            expected.add(session.run(input));
            inputs.add(input);
        } catch (EdgeoptException e) {
            return;
        }
    }

    /** How many sets of inputs there are to compare on. */
    public int samples() {
        return inputs.size();
    }

    public Outcome check(Model changed) {
        Optional<String> differs = interfaceDifference(changed);
        if (differs.isPresent()) {
            return new Outcome(0, 0, differs);
        }
        double worst = 0;
        try (Session session = backend.open(changed, SETTINGS)) {
            for (int i = 0; i < inputs.size(); i++) {
                Map<String, Tensor> found = session.run(inputs.get(i));
                for (ValueInfo output : source.graph().outputs()) {
                    Tensor one = Objects.requireNonNull(expected.get(i).get(output.name()));
                    Tensor other = Objects.requireNonNull(found.get(output.name()));
                    double difference = difference(one, other);
                    worst = Math.max(worst, difference);
                    if (!(difference <= tolerance)) {
                        return new Outcome(
                                worst, i + 1, Optional.of(describe(output.name(), i, difference, one, other)));
                    }
                }
            }
        } catch (EdgeoptException e) {
            return new Outcome(worst, 0, Optional.of("it does not run: " + e.getMessage()));
        }
        return new Outcome(worst, inputs.size(), Optional.empty());
    }

    private String describe(String output, int sample, double difference, Tensor expected, Tensor found) {
        if (expected.type() != found.type() || !expected.shape().equals(found.shape())) {
            return "output '%s' is %s, its source gives %s".formatted(output, found, expected);
        }
        return String.format(
                Locale.ROOT,
                "output '%s' differs by %.3g of its largest value on sample %d; %.3g is allowed",
                output,
                difference,
                sample,
                tolerance);
    }

    private Optional<String> interfaceDifference(Model changed) {
        Optional<String> inputDiffers = firstDifference(
                "input", source.graph().inputs(), changed.graph().inputs());
        return inputDiffers.or(() -> firstDifference(
                "output", source.graph().outputs(), changed.graph().outputs()));
    }

    private static Optional<String> firstDifference(String what, List<ValueInfo> old, List<ValueInfo> changed) {
        for (int i = 0; i < Math.max(old.size(), changed.size()); i++) {
            String before = i < old.size() ? old.get(i).toString() : "none";
            String after = i < changed.size() ? changed.get(i).toString() : "none";
            if (!before.equals(after)) {
                return Optional.of("%s %d is %s, in its source %s".formatted(what, i, after, before));
            }
        }
        return Optional.empty();
    }

    /** Relative to the expected tensor's largest magnitude; infinite where they cannot be compared or only one is NaN. */
    static double difference(Tensor expected, Tensor found) {
        if (expected.type() != found.type() || !expected.shape().equals(found.shape())) {
            return Double.POSITIVE_INFINITY;
        }
        if (expected.type() == ElementType.STRING || !expected.type().isFloatingPoint()) {
            return expected.contentEquals(found) ? 0 : Double.POSITIVE_INFINITY;
        }
        double[] a = expected.toDoubles();
        double[] b = found.toDoubles();
        double scale = NEGLIGIBLE;
        double worst = 0;
        for (int i = 0; i < a.length; i++) {
            if (Double.compare(a[i], b[i]) == 0) {
                scale = Double.isFinite(a[i]) ? Math.max(scale, Math.abs(a[i])) : scale;
                continue;
            }
            if (!Double.isFinite(a[i]) || !Double.isFinite(b[i])) {
                return Double.POSITIVE_INFINITY;
            }
            scale = Math.max(scale, Math.abs(a[i]));
            worst = Math.max(worst, Math.abs(a[i] - b[i]));
        }
        return worst / scale;
    }
}
