package io.edgeopt.core.study;

import java.util.List;
import java.util.Optional;

/**
 * Where a variant looks.
 *
 * @param methods by which that was asked; the first is the one that tables show
 * @param pictures of single maps
 */
public record Explained(List<Method> methods, List<MapPicture> pictures) {
    /**
     * One method over all probe pictures.
     *
     * @param name such as {@code gradcam}
     * @param probes how many pictures were explained
     * @param skipped how many more were left out: a detector found nothing in them, or a face has no other
     * @param drift from the baseline's maps; none for the baseline
     * @param inBox share of the map's strength inside the true boxes, where truth has boxes
     */
    public record Method(
            String name, int probes, Optional<Integer> skipped, Optional<Drift> drift, Optional<Double> inBox) {}

    /**
     * How far maps are from the baseline's: 0 where they are the same.
     *
     * @param value the mean over the probes
     * @param low lower end of its 95 % interval
     * @param high its upper end
     * @param rankCorrelation Spearman's, the mean over the probes
     * @param topOverlap of the strongest tenth, the mean over the probes
     * @param similarity of structure (SSIM), the mean over the probes
     * @param agreement share of the probes to which both give the same answer
     */
    public record Drift(
            double value,
            double low,
            double high,
            double rankCorrelation,
            double topOverlap,
            double similarity,
            double agreement) {}

    /**
     * A map over the picture that it explains.
     *
     * @param probe name of the picture
     * @param method that made it
     * @param file from the study's folder
     * @param truth what is in the picture, where that is known
     * @param answer of the variant
     * @param score of the answer
     */
    public record MapPicture(
            String probe, String method, String file, Optional<String> truth, String answer, double score) {}

    public Explained {
        methods = List.copyOf(methods);
        pictures = List.copyOf(pictures);
    }
}
