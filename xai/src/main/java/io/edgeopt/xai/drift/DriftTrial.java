package io.edgeopt.xai.drift;

import io.edgeopt.core.explain.ClassReader;
import io.edgeopt.core.explain.Drift;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** A baseline's maps of its probe pictures, made once, to which any number of variants are compared. */
public final class DriftTrial {
    private final Method method;
    private final List<Tensor> probes;
    private final List<Integer> answers;
    private final List<Saliency> maps;

    private DriftTrial(Method method, List<Tensor> probes, List<Integer> answers, List<Saliency> maps) {
        this.method = method;
        this.probes = probes;
        this.answers = answers;
        this.maps = maps;
    }

    /** Explains what the baseline answers to each probe: an input of the model, a batch of one. */
    public static DriftTrial of(Method method, Subject baseline, List<Tensor> probes) {
        List<Integer> answers = answers(baseline, probes);
        return new DriftTrial(method, List.copyOf(probes), answers, maps(method, baseline, probes, answers));
    }

    private static List<Integer> answers(Subject subject, List<Tensor> probes) {
        try (ClassReader reader = new ClassReader(subject)) {
            return probes.stream().map(probe -> reader.read(probe).best()).toList();
        }
    }

    private static List<Saliency> maps(Method method, Subject subject, List<Tensor> probes, List<Integer> classes) {
        List<Saliency> maps = new ArrayList<>();
        try (Explainer explainer = method.on(subject)) {
            for (int i = 0; i < probes.size(); i++) {
                maps.add(explainer.explain(probes.get(i), subject.classTarget(classes.get(i))));
            }
        }
        return List.copyOf(maps);
    }

    /** The class that the baseline answers to each probe. */
    public List<Integer> answers() {
        return answers;
    }

    /** The baseline's maps. */
    public List<Saliency> maps() {
        return maps;
    }

    /** The variant's maps, each for the class that the baseline answers. */
    public List<Saliency> mapsOf(Subject variant) {
        return maps(method, variant, probes, answers);
    }

    /** How far the variant's maps are from the baseline's. */
    public Drift against(Subject variant, long seed) {
        List<Saliency> moved = mapsOf(variant);
        List<Integer> said = answers(variant, probes);
        DriftTally tally = new DriftTally();
        for (int i = 0; i < maps.size(); i++) {
            tally.add(maps.get(i), moved.get(i), said.get(i).equals(answers.get(i)));
        }
        return tally.drift(seed);
    }
}
