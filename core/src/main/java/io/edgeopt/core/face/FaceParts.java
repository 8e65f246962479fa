package io.edgeopt.core.face;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Similarity;
import io.edgeopt.core.task.Detection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Landmarks out of what a detector finds that knows eyes, noses and corners of mouths as objects of their own: the
 * middles of the best in a face.
 *
 * @param eye which class eyes are
 * @param nose which class tips of noses are
 * @param corner which class corners of mouths are
 */
record FaceParts(int eye, int nose, int corner) {
    private static final float LEAST_SCORE = 0.15f;
    /** Two of a kind stand farther apart than this share of the face's width. */
    private static final double APART = 0.12;
    /** How far, in pixels of the template, landmarks may lie from where a face has them; a profile is far off. */
    private static final double FARTHEST = 11;

    private static final Comparator<double[]> LEFT_FIRST = Comparator.comparingDouble(point -> point[0]);

    /** Empty where the labels do not name all three. */
    static Optional<FaceParts> of(List<String> labels) {
        FaceParts parts = new FaceParts(labels.indexOf("eye"), labels.indexOf("nose"), labels.indexOf("mouth corner"));
        return parts.eye() < 0 || parts.nose() < 0 || parts.corner() < 0 ? Optional.empty() : Optional.of(parts);
    }

    /** Ten numbers, or none where not all five are found or they are not placed as in a face. */
    List<Double> landmarks(Box face, List<Detection> found) {
        List<double[]> points = new ArrayList<>(best(face, found, eye, 2));
        points.addAll(best(face, found, nose, 1));
        points.addAll(best(face, found, corner, 2));
        if (points.size() != 5) {
            return List.of();
        }
        double[] seen = new double[10];
        for (int i = 0; i < 5; i++) {
            seen[2 * i] = points.get(i)[0];
            seen[2 * i + 1] = points.get(i)[1];
        }
        return isFace(seen) ? Arrays.stream(seen).boxed().toList() : List.of();
    }

    private static boolean isFace(double[] seen) {
        double[] template = FaceCrop.template();
        Similarity fit = Similarity.between(seen, template);
        double far = 0;
        for (int i = 0; i < 10; i += 2) {
            far = Math.max(
                    far,
                    Math.hypot(
                            fit.x(seen[i], seen[i + 1]) - template[i], fit.y(seen[i], seen[i + 1]) - template[i + 1]));
        }
        return far <= FARTHEST;
    }

    private static List<double[]> best(Box face, List<Detection> found, int label, int count) {
        List<double[]> middles = new ArrayList<>();
        for (Detection one : found) {
            double x = (one.box().left() + one.box().right()) / 2.0;
            double y = (one.box().top() + one.box().bottom()) / 2.0;
            boolean inside = x > face.left() && x < face.right() && y > face.top() && y < face.bottom();
            boolean fresh =
                    middles.stream().allMatch(other -> Math.hypot(other[0] - x, other[1] - y) > APART * face.width());
            if (one.label() == label && one.score() >= LEAST_SCORE && inside && fresh && middles.size() < count) {
                middles.add(new double[] {x, y});
            }
        }
        middles.sort(LEFT_FIRST);
        return middles;
    }
}
