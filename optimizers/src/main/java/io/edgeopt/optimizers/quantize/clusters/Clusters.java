package io.edgeopt.optimizers.quantize.clusters;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.Training;
import io.edgeopt.optimizers.quantize.weights.BlockLayout;
import io.edgeopt.optimizers.quantize.weights.Draft;
import io.edgeopt.optimizers.quantize.weights.LayerBits;
import io.edgeopt.optimizers.quantize.weights.WeightScheme;
import io.edgeopt.optimizers.quantize.weights.WeightSchemes;
import io.edgeopt.optimizers.quantize.weights.WeightTensor;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Lets the weights of a layer share {@code 2^bits} values, which k-means finds; the file holds those and, for each weight,
 * which of them it is, and a scale for each channel where that brings more than it takes. The graph looks them up when it is loaded, and then runs as fast as its source did.
 */
public final class Clusters extends WeightScheme {
    public static final int LEAST_BITS = 1;
    public static final int MOST_BITS = 8;

    /** No more values than a quarter of the weights: the table is in the file too. */
    private static final int WEIGHTS_PER_VALUE = 4;

    /** Four in the mean; more where weights are few, for those count as much as many do. */
    private static final String USUAL_BITS = "mean:4";

    private final LayerBits bits;
    private final Optional<Training> training;
    private final Progress progress;

    public Clusters(Backend backend, LayerBits bits, long seed) {
        this(backend, bits, Optional.empty(), seed, Progress.NONE);
    }

    /** @param training how the shared values are trained, where they shall be */
    public Clusters(Backend backend, LayerBits bits, Optional<Training> training, long seed, Progress progress) {
        super("clusters", backend, seed);
        this.bits = bits;
        this.training = training;
        this.progress = progress;
    }

    /** The scheme of that name. */
    public static Scheme scheme() {
        return WeightSchemes.trainable(request -> {
            LayerBits bits = LayerBits.parse(request.bits().orElse(USUAL_BITS), USUAL_BITS);
            return new Clusters(request.backend(), bits, request.training(), request.seed(), request.progress());
        });
    }

    @Override
    protected void change(Draft draft) {
        LayerBits known = bits.checked(LEAST_BITS, MOST_BITS, draft.weights());
        for (WeightTensor weight : draft.weights()) {
            OptionalInt chosen = known.of(weight);
            float[] values = weight.value().toFloats();
            if (chosen.isEmpty()) {
                draft.leave(weight, "asked to stay in float");
            } else if (!areFinite(values)) {
                draft.leave(weight, "holds numbers that are not finite");
            } else {
                share(draft, weight, values, chosen.getAsInt());
            }
        }
    }

    @Override
    protected Model improved(Model changed, Draft draft) {
        if (training.isEmpty()) {
            return changed;
        }
        TrainableCentroids centroids = new TrainableCentroids(changed);
        Training.Trained trained = training.get().trained(centroids.start(), progress);
        draft.note(trained.note());
        return centroids.deployed(trained.model());
    }

    private void share(Draft draft, WeightTensor weight, float[] values, int count) {
        int most = Math.min(1 << count, values.length / WEIGHTS_PER_VALUE);
        Codebook book = Codebook.of(values, most);
        ScaledCodebook scaled =
                ScaledCodebook.of(values, BlockLayout.perChannel(weight.value().shape(), weight.channelAxis()), most);
        String form = "one of %d values";
        if (scaled.isWorthItsScales(book)) {
            form += ", times a scale a channel";
            ChannelScales scales = scaled.scales();
            Codebook shared = scaled.book();
            long stored = draft.unpacking()
                    .looked(weight, shared.codes(), shared.table(), count, scales.stored(), scales.layout());
            draft.done(weight, form.formatted(shared.table().size()), stored, scaled.weights());
        } else {
            long stored = draft.unpacking().looked(weight, book.codes(), book.table(), count);
            draft.done(weight, form.formatted(book.table().size()), stored, book.weights());
        }
    }

    private static boolean areFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
