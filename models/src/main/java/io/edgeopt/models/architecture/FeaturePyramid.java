package io.edgeopt.models.architecture;

import io.edgeopt.core.graph.Node;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * MobileNetV2 with a light feature pyramid (Lin et al., 2017) and a head's tower on each level, all of depthwise and
 * pointwise convolutions. Nothing in it depends on the size of the picture.
 */
final class FeaturePyramid {
    /** Pixels a cell of each level. */
    static final List<Integer> STRIDES = List.of(8, 16, 32);
    /** The stages of MobileNetV2 with these strides; of two with the same, the last. */
    private static final List<Integer> STAGES = List.of(2, 4, 6);

    private final Layers net;
    private final Widths widths;
    private final int channels;
    private final int depth;

    /**
     * @param channels on every level
     * @param depth how many layers the towers have
     */
    FeaturePyramid(Layers net, Widths widths, int channels, int depth) {
        this.net = net;
        this.widths = widths;
        this.channels = widths.of(channels);
        this.depth = depth;
    }

    /** The end of the tower on each level, fine to coarse. */
    List<Value> levels(Value input) {
        List<Value> stages = new MobileNetV2(net, widths).stages(input);
        List<Value> towers = new ArrayList<>();
        Value above = null;
        for (int level = STAGES.size() - 1; level >= 0; level--) {
            String at = "level%d".formatted(STRIDES.get(level));
            Value merged = net.convNormRelu(stages.get(STAGES.get(level)), at + ".lateral", Conv.of(channels, 1));
            if (above != null) {
                merged = net.apply("Add", merged, doubled(above));
            }
            above = merged;
            Value tower = merged;
            for (int i = 0; i < depth; i++) {
                tower = separable(tower, at + ".tower%d".formatted(i));
            }
            towers.add(0, tower);
        }
        return towers;
    }

    private Value separable(Value x, String at) {
        Value y = net.convNormRelu(x, at + ".depthwise", Conv.depthwise(x, 5));
        return net.convNormRelu(y, at + ".pointwise", Conv.of(channels, 1));
    }

    /** Each cell as four. */
    private Value doubled(Value x) {
        // The factors are a node, not a weight, lest training change them.
        Value factors = net.emit(
                Node.of("Constant", List.of(), List.of()).with("value", Tensor.of(new float[] {1, 1, 2, 2}, 4)),
                List.of());
        return net.emit(
                Node.of("Resize", List.of(x.name(), "", factors.name()), List.of())
                        .with("mode", "nearest")
                        .with("coordinate_transformation_mode", "asymmetric")
                        .with("nearest_mode", "floor"),
                List.of(x.channels(), 2 * x.dims().get(1), 2 * x.dims().get(2)));
    }
}
