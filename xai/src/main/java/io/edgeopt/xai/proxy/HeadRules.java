package io.edgeopt.xai.proxy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.explain.ClassTarget;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.TrialExplainer;
import io.edgeopt.xai.perturb.Trials;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rules over the units before a network's dense layers for when it answers the class, learnt from half of many pictures
 * with patches hidden by chance, as in DeepRED (Zilke et al., 2016). {@code fidelity} is the share of the other half in
 * which they say what the network says. The map is how much more often they say yes where a patch is shown; what chance
 * could make is nothing.
 */
public final class HeadRules implements Method {
    private static final int SAMPLES = 800;
    /** Below this share of either answer, yes means a score above the middle one. */
    private static final double RARE = 0.05;
    /** Standard errors. */
    private static final double CHANCE = 2;

    private final long seed;

    private HeadRules(long seed) {
        this.seed = seed;
    }

    public static HeadRules standard(long seed) {
        return new HeadRules(seed);
    }

    @Override
    public String name() {
        return "rules";
    }

    @Override
    public boolean needsGradients() {
        return false;
    }

    @Override
    public Explainer on(Subject subject) {
        TrialExplainer trialled = new TrialExplainer(subject, 1) {
            @Override
            protected Saliency explain(Tensor input, Target target, Trials trials) {
                return learnt((Opened) target, new PatchTrials(subject, input, trials));
            }
        };
        return new Explainer() {
            @Override
            public Saliency explain(Tensor input, Target target) {
                if (!(target instanceof ClassTarget wanted)) {
                    throw new UnsupportedModelException(
                            "rules are told of classes, and '%s' is none; take tree".formatted(target.name()));
                }
                DenseHead head = DenseHead.of(subject.model().graph(), wanted.tensor());
                return trialled.explain(input, new Opened(wanted, head));
            }

            @Override
            public void close() {
                trialled.close();
            }
        };
    }

    /** A class that also wants to see what its dense layers read. */
    private record Opened(ClassTarget wanted, DenseHead head) implements Target {
        @Override
        public String name() {
            return wanted.name();
        }

        @Override
        public Set<String> tensors() {
            Set<String> tensors = new TreeSet<>(head.levels());
            tensors.add(wanted.tensor());
            return tensors;
        }

        @Override
        public double score(Map<String, Tensor> outputs, int item) {
            return wanted.score(outputs, item);
        }

        @Override
        public Map<String, Tensor> slopes(Map<String, Tensor> outputs) {
            return wanted.slopes(outputs);
        }

        /** Whether the class has the highest score; where there is one score alone, whether it says yes. */
        boolean answered(Map<String, Tensor> outputs, int item) {
            float[] scores = row(Binding.named(outputs, wanted.tensor()), item);
            double own = wanted.score(outputs, item);
            if (scores.length == 1) {
                return own > 0;
            }
            for (int i = 0; i < scores.length; i++) {
                if (i != wanted.index() && scores[i] >= own) {
                    return false;
                }
            }
            return true;
        }

        static float[] row(Tensor tensor, int item) {
            int items = (int) tensor.shape().dim(0);
            int size = (int) tensor.size() / items;
            return Arrays.copyOfRange(tensor.toFloats(), item * size, (item + 1) * size);
        }
    }

    private Saliency learnt(Opened target, PatchTrials trials) {
        List<boolean[]> shown = Lime.choices(trials.count(), SAMPLES, seed);
        List<List<float[]>> levels = new ArrayList<>();
        target.head().levels().forEach(level -> levels.add(new ArrayList<>()));
        boolean[] answers = new boolean[SAMPLES];
        double[] scores = new double[SAMPLES];
        trials.run(shown, (outputs, item, index) -> {
            answers[index] = target.answered(outputs, item);
            scores[index] = target.score(outputs, item);
            for (int level = 0; level < levels.size(); level++) {
                Tensor units = Binding.named(outputs, target.head().levels().get(level));
                levels.get(level).add(Opened.row(units, item));
            }
        });
        String yes = meaning(target, answers, scores);
        int half = SAMPLES / 2;
        RuleSet rules =
                RuleSet.of(levels.stream().map(level -> level.subList(0, half)).toList(), Arrays.copyOf(answers, half));
        boolean[] said = new boolean[SAMPLES];
        int agreed = 0;
        int positive = 0;
        for (int i = 0; i < SAMPLES; i++) {
            said[i] = rules.says(levels.get(0).get(i));
            if (i >= half) {
                agreed += said[i] == answers[i] ? 1 : 0;
                positive += answers[i] ? 1 : 0;
            }
        }
        double always = (double) Math.max(positive, half - positive) / half;
        double fidelity = (double) agreed / half;
        List<String> lines = new ArrayList<>(lines(rules, target.head().levels().get(0), yes, levels.get(0), answers));
        lines.add(String.format(
                Locale.ROOT,
                "they say what the model says in %.3f of %d pictures not learnt from; one answer always would in %.3f",
                fidelity,
                half,
                always));
        return trials.map(name(), differences(shown, said, trials.count()))
                .with("fidelity", fidelity)
                .with("always", always)
                .with("rules", rules.rules().size())
                .saying(lines);
    }

    /** What a yes is; where the network nearly always gives one answer, the answers are changed to those of the score. */
    private static String meaning(Opened target, boolean[] answers, double[] scores) {
        int positive = 0;
        for (boolean answer : answers) {
            positive += answer ? 1 : 0;
        }
        if (Math.min(positive, answers.length - positive) >= RARE * answers.length) {
            return target.name();
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = scores[i] > middle;
        }
        return String.format(Locale.ROOT, "a score of %s above %.3g", target.name(), middle);
    }

    private static List<String> lines(RuleSet rules, String level, String yes, List<float[]> units, boolean[] answers) {
        if (rules.rules().isEmpty()) {
            return List.of("no rule for " + yes);
        }
        List<String> lines = new ArrayList<>(List.of(yes + " if, of what " + level + " holds,"));
        for (Rule rule : rules.rules()) {
            int holds = 0;
            int right = 0;
            for (int i = 0; i < answers.length; i++) {
                if (rule.holds(units.get(i))) {
                    holds++;
                    right += answers[i] ? 1 : 0;
                }
            }
            List<String> words = rule.conditions().stream()
                    .map(condition -> String.format(
                            Locale.ROOT,
                            "unit %d %s %.3g",
                            condition.unit(),
                            condition.above() ? ">" : "<=",
                            condition.threshold()))
                    .toList();
            String start = lines.size() == 1 ? "   " : "or ";
            String said = words.isEmpty() ? "anything" : String.join(" and ", words);
            lines.add("%s%s  (right in %d of %d)".formatted(start, said, right, holds));
        }
        return lines;
    }

    private static double[] differences(List<boolean[]> shown, boolean[] said, int patches) {
        double[] differences = new double[patches];
        for (int patch = 0; patch < patches; patch++) {
            double[] yes = new double[2];
            double[] all = new double[2];
            for (int i = 0; i < said.length; i++) {
                int side = shown.get(i)[patch] ? 1 : 0;
                all[side]++;
                yes[side] += said[i] ? 1 : 0;
            }
            double share = (yes[0] + yes[1]) / said.length;
            double error = Math.sqrt(share * (1 - share) * (1 / Math.max(1, all[0]) + 1 / Math.max(1, all[1])));
            double difference = yes[1] / Math.max(1, all[1]) - yes[0] / Math.max(1, all[0]);
            differences[patch] = Math.abs(difference) > CHANCE * error ? difference : 0;
        }
        return differences;
    }
}
