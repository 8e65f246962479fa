package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;
import java.util.List;
import java.util.function.Function;

/** All networks that take a square picture, for tests that must hold of each. */
public final class Networks {
    /**
     * A network and how to build it.
     *
     * @param smallest the smallest input that its tests should use
     */
    public record Network(String name, int smallest, Function<Setup, Model> builder) {
        /** At its smallest size, with ten classes. */
        public Model small() {
            return builder.apply(Setup.size(smallest).withClasses(10));
        }

        /** What a parametrised test is called. */
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Network> ALL = List.of(
            new Network("resnet18", 64, ResNet::resNet18),
            new Network("mobilenet_v2", 64, MobileNetV2::of),
            new Network("mobilenet_v3_small", 64, MobileNetV3::small),
            new Network("squeezenet1_0", 64, SqueezeNet::v1_0),
            new Network("squeezenet1_1", 64, SqueezeNet::v1_1),
            new Network("shufflenet_v2_x0_5", 64, ShuffleNetV2::x0_5),
            new Network("shufflenet_v2_x1_0", 64, ShuffleNetV2::x1_0),
            new Network("efficientnet_b0", 64, EfficientNet::b0),
            new Network("densenet121", 64, DenseNet::densenet121),
            new Network("vit_tiny_16", 64, VisionTransformer::tiny),
            new Network("unet", 32, setup -> UNet.of(setup, 16)),
            new Network("ssdlite_mobilenet_v2", 96, SsdLite::of),
            new Network("r3d_18", 32, setup -> VideoResNet.r3d18(setup, 8, 16)));

    private Networks() {}

    public static List<Network> all() {
        return ALL;
    }

    public static Network named(String name) {
        return ALL.stream()
                .filter(network -> network.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no network is called '%s'".formatted(name)));
    }
}
