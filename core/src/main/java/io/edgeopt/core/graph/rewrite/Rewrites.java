package io.edgeopt.core.graph.rewrite;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** The rewrites there are, in the order in which they are tried. */
public final class Rewrites {
    /** What {@link #byFrames} is called. */
    public static final String BY_FRAMES = "by-frames";

    private Rewrites() {}

    /** Those whose results a model of that opset can hold. */
    public static List<Rewrite> forOpset(int opset) {
        List<Rewrite> rewrites = new ArrayList<>(List.of(
                new FoldConstants(),
                new FixReshapeTargets(),
                new RemoveNoOps(),
                new MergeDuplicates(),
                new MergeCasts(),
                new MergeTransposes(),
                new MergeReshapes(),
                new MergePads(),
                new FoldBatchNorm(),
                new FoldAffine(),
                new FoldScale(),
                new MatMulToGemm(),
                new SlicesToSplit(opset),
                new UntangleChannels(opset),
                new HardSwishes(opset),
                new HardSigmoids(),
                new Silus(),
                new Sigmoids()));
        if (opset >= Gelus.SINCE) {
            rewrites.add(new Gelus(false));
            rewrites.add(new Gelus(true));
        }
        if (opset >= LayerNorms.SINCE) {
            rewrites.add(new LayerNorms());
        }
        rewrites.add(new ShareConstants());
        return List.copyOf(rewrites);
    }

    /** One that makes more nodes, not fewer, and that is asked for by itself. */
    public static Rewrite byFrames(int opset) {
        return new ByFrames(opset);
    }

    /** Whether {@link #byFrames} does a convolution with weights of that shape, where the extents of its clips are known. */
    public static boolean goesByFrames(Node convolution, Shape weight) {
        return Window.of(convolution, weight)
                .filter(window -> window.staysInFrames() || window.staysInPlaces())
                .isPresent();
    }

    /** What options and tables may name. */
    public static List<String> names() {
        return forOpset(Integer.MAX_VALUE).stream().map(Rewrite::name).toList();
    }
}
