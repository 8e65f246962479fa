package io.edgeopt.autograd.recipe;

import io.edgeopt.autograd.loss.AnchorFree;
import io.edgeopt.autograd.loss.ArcFace;
import io.edgeopt.autograd.loss.CrossEntropy;
import io.edgeopt.autograd.loss.DetectorMimic;
import io.edgeopt.autograd.loss.EmbeddingMimic;
import io.edgeopt.autograd.loss.Loss;
import io.edgeopt.autograd.loss.SoftTargets;
import io.edgeopt.autograd.loss.SsdMultibox;
import io.edgeopt.autograd.loss.Weighted;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/** The losses that suit what a network is for and what its head says: one for the truth, one for a teacher's answers. */
public final class TaskLoss {
    private final Architecture network;
    private final String firstOutput;
    private final int people;
    private final Optional<Tensor> centres;
    private final long seed;

    /**
     * For a network.
     *
     * @param people how many there are to tell apart, where it embeds
     */
    public TaskLoss(Architecture network, int people, long seed) {
        this(network, people, Optional.empty(), seed);
    }

    /**
     * For a network that embeds already.
     *
     * @param centres where each person's begins, a row a person; where empty, anywhere
     */
    TaskLoss(Architecture network, int people, Optional<Tensor> centres, long seed) {
        this.network = network;
        this.firstOutput = output(network.model()).name();
        this.people = people;
        this.centres = centres;
        this.seed = seed;
    }

    /** What the network is wrong about, by the labels of its data. */
    public Loss truth() {
        Head head = network.card().head();
        if (head instanceof Head.Classification classes) {
            return CrossEntropy.of(scores(classes));
        }
        if (head instanceof Head.Embedding) {
            String output = embedding(network);
            ArcFace loss = ArcFace.of(output, people, width(output), seed);
            return centres.map(loss::withCentres).orElse(loss);
        }
        if (head instanceof Head.Ssd ssd) {
            return SsdMultibox.of(ssd, preparation().width(), preparation().height());
        }
        if (head instanceof Head.AnchorFree cells) {
            return AnchorFree.of(cells, preparation().width(), preparation().height());
        }
        throw cannotBe("trained");
    }

    /** What the teacher says and what is true, in the given shares. */
    Loss taught(TrainingRecipe.Teaching teaching, Model teacher) {
        return Weighted.of(teaching.share(), answers(teaching.temperature(), teacher))
                .and(1 - teaching.share(), truth());
    }

    /**
     * How far the network's answers are from those of a teacher: the first output of {@code teacher}, or, of detectors,
     * those that are named as the network's own.
     */
    public Loss answers(double temperature, Model teacher) {
        Head head = network.card().head();
        String taught = output(teacher).name();
        if (head instanceof Head.Classification classes) {
            return SoftTargets.of(scores(classes), taught, temperature);
        }
        if (head instanceof Head.Embedding embedding) {
            return EmbeddingMimic.of(embedding.output().orElse(firstOutput), taught);
        }
        if (head instanceof Head.Ssd ssd) {
            return DetectorMimic.of(ssd);
        }
        if (head instanceof Head.AnchorFree cells) {
            return DetectorMimic.of(cells, preparation().width(), preparation().height());
        }
        throw cannotBe("taught");
    }

    private String scores(Head.Classification classes) {
        return Scores.of(network.model(), classes.output().orElse(firstOutput));
    }

    private Preparation preparation() {
        return network.card().inputs().get(0).preparation().orElseThrow(() -> cannotBe("trained without a picture"));
    }

    private UnsupportedModelException cannotBe(String what) {
        return new UnsupportedModelException("a network whose head is of kind %s cannot be %s"
                .formatted(network.card().head().getClass().getSimpleName(), what));
    }

    private static ValueInfo output(Model model) {
        return model.graph().outputs().get(0);
    }

    /** The output that embeds, by the card, or the first. */
    static String embedding(Architecture network) {
        String first = output(network.model()).name();
        String named = network.card().head() instanceof Head.Embedding embedding
                ? embedding.output().orElse(first)
                : first;
        if (network.model().graph().outputs().stream()
                .noneMatch(output -> output.name().equals(named))) {
            throw new InvalidPlanException("the card says that '%s' embeds, but the model has no such output; it has %s"
                    .formatted(named, network.model().graph().outputs()));
        }
        return named;
    }

    /** How many numbers an embedding has, which may end in extents of one. */
    private int width(String name) {
        ValueInfo output = network.model().graph().outputs().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<Dim> dims = output.dims().orElse(List.of());
        boolean told = dims.size() > 1 && dims.stream().skip(1).allMatch(Dim.Fixed.class::isInstance);
        if (!told) {
            throw new UnsupportedModelException(
                    "output %s does not declare how wide the embedding is".formatted(output));
        }
        return (int) dims.stream()
                .skip(1)
                .mapToLong(dim -> ((Dim.Fixed) dim).extent())
                .reduce(1, Math::multiplyExact);
    }
}
