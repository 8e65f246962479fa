package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * Mean squared difference between a tensor of the student and one of its teacher. Where they differ in channels, a
 * 1 x 1 convolution of the loss's own translates the student's, and learns to.
 *
 * @see <a href="https://arxiv.org/abs/1412.6550">Romero et al., FitNets: hints for thin deep nets, 2015</a>
 */
public final class FeatureHint implements Loss {
    private static final String NAME = "regressor";

    private final FeaturePair pair;
    private final int channels;
    private final int taught;
    private final long seed;

    private FeatureHint(FeaturePair pair, int channels, int taught, long seed) {
        this.pair = pair;
        this.channels = channels;
        this.taught = taught;
        this.seed = seed;
    }

    /**
     * From tensor to tensor; images, clips and plain vectors alike.
     *
     * @param student a tensor of the network that learns, with {@code channels} channels
     * @param teacher a tensor of the teacher, with {@code taught} channels
     * @param seed of the translation, where one is needed
     */
    public static FeatureHint of(String student, int channels, String teacher, int taught, long seed) {
        return new FeatureHint(new FeaturePair(student, teacher), channels, taught, seed);
    }

    @Override
    public Map<String, Tensor> weights() {
        return channels == taught
                ? Map.of()
                : Map.of(NAME, Seeded.normal(seed, 1 / Math.sqrt(channels), taught, channels));
    }

    @Override
    public boolean needsTeacher() {
        return true;
    }

    @Override
    public NDArray of(Outcome outcome) {
        FeaturePair.Found found = pair.in(outcome);
        check(pair.studentName(), found.student(), channels);
        check(pair.teacherName(), found.teacher(), taught);
        String difference = "return torch.mse_loss(said, taught)";
        if (channels == taught) {
            return Formula.of(found.lines() + difference, found.student(), found.teacher());
        }
        NDArray regressor = Optional.ofNullable(outcome.weights().get(NAME))
                .orElseThrow(() -> new IllegalArgumentException("the loss's own weights were not given to it"));
        String translate =
                found.student().getShape().dimension() == 2 ? "said = torch.matmul(said, torch.t(c))\n" : """
                flat = torch.flatten(said, 2)
                said = torch.view_as(torch.matmul(c, flat), taught)
                """;
        return Formula.of(found.lines() + translate + difference, found.student(), found.teacher(), regressor);
    }

    private static void check(String name, NDArray array, int channels) {
        if (array.getShape().get(1) != channels) {
            throw new InvalidPlanException("'%s' has the shape %s, but the loss was made for %d channels"
                    .formatted(name, array.getShape(), channels));
        }
    }
}
