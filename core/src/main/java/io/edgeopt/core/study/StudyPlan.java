package io.edgeopt.core.study;

import io.edgeopt.core.study.Thoroughness.Amounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a study is to do.
 *
 * @param preset how much it does before it answers
 * @param amounts that follow from the preset, or were given
 * @param seed where all chance starts
 * @param threads to compute with; 0 leaves it to the backend
 * @param models to study
 * @param variants to make of each, by name
 * @param explain methods by which to ask where models look; none for not at all
 * @param bench how to measure; empty for not at all
 * @param together several models on one camera, in sets; empty for those that their cards name
 * @param gates what must be true of the result
 */
public record StudyPlan(
        Thoroughness preset,
        Amounts amounts,
        long seed,
        int threads,
        List<PlannedModel> models,
        List<String> variants,
        List<String> explain,
        Optional<PlannedBench> bench,
        Optional<List<PlannedSet>> together,
        List<String> gates) {
    private static final String INTEGERS = "int8";

    /**
     * A model, and where its data are.
     *
     * @param name in the study
     * @param model a file, or a name of the catalogue
     * @param data labelled samples to score on; without, a set is drawn for models of the catalogue
     * @param train samples to calibrate with and to learn from
     */
    public record PlannedModel(String name, String model, Optional<Path> data, Optional<Path> train) {}

    /**
     * Several models on one camera.
     *
     * @param strides by model: of the frames that are worked on it looks at every n-th
     */
    public record PlannedSet(String name, Map<String, Integer> strides) {
        public PlannedSet {
            strides = Map.copyOf(strides);
        }
    }

    /**
     * How to measure.
     *
     * @param threads of the measured model; 0 leaves it to the backend
     */
    public record PlannedBench(
            String source,
            double fps,
            int frames,
            double warmup,
            int rounds,
            Optional<String> limit,
            Optional<String> device,
            int threads) {
        /** Before the drawn camera. */
        public static PlannedBench of(Amounts amounts) {
            return new PlannedBench(
                    "drawn",
                    amounts.fps(),
                    amounts.frames(),
                    amounts.warmup(),
                    amounts.rounds(),
                    Optional.empty(),
                    Optional.empty(),
                    1);
        }
    }

    public StudyPlan {
        models = List.copyOf(models);
        variants = List.copyOf(variants);
        explain = List.copyOf(explain);
        together = together.map(List::copyOf);
        gates = List.copyOf(gates);
    }

    /** The whole catalogue, all that is known to be made of it, as the preset says. */
    public static StudyPlan usual(Thoroughness preset, long seed, int threads, Known known) {
        Amounts amounts = preset.amounts();
        List<String> models = amounts.models() == 0
                ? known.usual()
                : known.usual()
                        .subList(0, Math.min(amounts.models(), known.usual().size()));
        boolean tiny = preset == Thoroughness.TINY;
        return new StudyPlan(
                preset,
                amounts,
                seed,
                threads,
                models.stream()
                        .map(name -> new PlannedModel(name, name, Optional.empty(), Optional.empty()))
                        .toList(),
                usualVariants(preset, known),
                tiny ? List.of() : known.usualExplainers(),
                Optional.of(PlannedBench.of(amounts)),
                Optional.empty(),
                List.of());
    }

    /** Those of a study that names none. */
    public static List<String> usualVariants(Thoroughness preset, Known known) {
        if (preset == Thoroughness.TINY) {
            return List.of(INTEGERS);
        }
        return preset.indicative()
                ? known.variants().stream()
                        .filter(name -> !known.slowVariants().contains(name))
                        .toList()
                : known.variants();
    }

    /**
     * Names that mean something here, each list in the order of the usual study.
     *
     * @param usual the models of a study that names none
     * @param slowVariants of the variants, those that come of a long training: too long for an indicative study
     * @param explainers all methods of explaining
     * @param usualExplainers those of a study that names none
     */
    public record Known(
            List<String> models,
            List<String> usual,
            List<String> variants,
            List<String> slowVariants,
            List<String> explainers,
            List<String> usualExplainers) {}

    /** The same study over other models. */
    public StudyPlan over(List<PlannedModel> changed) {
        return new StudyPlan(preset, amounts, seed, threads, changed, variants, explain, bench, together, gates);
    }

    /** What rows of the result will be called, the baseline among them. */
    public List<String> variantNames() {
        return Stream.concat(Stream.of(StudiedModel.BASELINE), variants.stream())
                .toList();
    }

    /** The variants that several models are measured as, besides the baseline: quick presets take one. */
    public List<String> variantsTogether() {
        return preset.indicative() ? variants.stream().filter(INTEGERS::equals).toList() : variants;
    }
}
