package io.edgeopt.models.architecture;

import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.task.Task;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Networks that say which class a picture, or a spectrogram as a grey picture, is of. */
final class Classifiers {
    private static final List<String> FIRE = List.of("fire", "smoke", "normal");
    private static final List<String> VEHICLES = List.of(
            "ambulance",
            "bicycle",
            "boat",
            "bus",
            "car",
            "caravan",
            "cart",
            "excavator",
            "fire engine",
            "helicopter",
            "limousine",
            "motorcycle",
            "pickup",
            "police car",
            "scooter",
            "taxi",
            "tractor",
            "train",
            "truck",
            "van");
    private static final List<String> PHOTOS =
            List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final List<String> SOUNDS = List.of(
            "dog",
            "rain",
            "sea waves",
            "crying baby",
            "clock tick",
            "sneeze",
            "helicopter",
            "chainsaw",
            "rooster",
            "crackling fire");

    private Classifiers() {}

    static List<Entry> entries() {
        return List.of(
                entry("fire-teacher", "ResNet-18 at half width", Classifiers::resNet)
                        .labels(FIRE)
                        .width(0.5)
                        .size(128, 128)
                        .budget(11.5, 160),
                entry("fire-student", "MobileNetV2 at half width", Classifiers::mobileNet)
                        .labels(FIRE)
                        .width(0.5)
                        .size(128, 128)
                        .studentOf("fire-teacher")
                        .budget(3, 35),
                entry("fire-plain", "nine plain convolutions, the twin of fire-separable", plan -> stack(plan, false))
                        .labels(FIRE)
                        .width(0.5)
                        .size(128, 128)
                        .budget(7.5, 240),
                entry("fire-separable", "the same, each split in two", plan -> stack(plan, true))
                        .labels(FIRE)
                        .width(0.5)
                        .size(128, 128)
                        .studentOf("fire-plain")
                        .budget(1, 30),
                entry("vehicle-teacher", "ResNet-18 at three quarters width", Classifiers::resNet)
                        .labels(VEHICLES)
                        .width(0.75)
                        .budget(26, 1100),
                entry("vehicle-student", "MobileNetV2 at three quarters width", Classifiers::mobileNet)
                        .labels(VEHICLES)
                        .width(0.75)
                        .studentOf("vehicle-teacher")
                        .budget(6, 220),
                entry("photo-light", "MobileNetV3-Small", Classifiers::mobileNetV3)
                        .labels(PHOTOS)
                        .budget(8, 60),
                entry("audio-light", "five plain convolutions on a spectrogram", plan -> spectrogram(plan, false))
                        .labels(SOUNDS)
                        .size(128, 128)
                        .budget(3, 50),
                entry("audio-ultralight", "the same, split in two and wider", plan -> spectrogram(plan, true))
                        .labels(SOUNDS)
                        .width(1.5)
                        .size(128, 128)
                        .budget(1, 16));
    }

    private static Entry entry(String name, String about, Function<Plan, Architecture> maker) {
        return Entry.of(name, Task.CLASSIFICATION, about, maker);
    }

    private static Architecture resNet(Plan plan) {
        Layers net = plan.net();
        return ended(plan, net, new ResNet(net, plan.widths()).features(plan.image(net, 3)));
    }

    private static Architecture mobileNet(Plan plan) {
        Layers net = plan.net();
        return ended(plan, net, new MobileNetV2(net, plan.widths()).features(plan.image(net, 3)));
    }

    private static Architecture stack(Plan plan, boolean separable) {
        Layers net = plan.net();
        ConvStack stack = new ConvStack(net, plan.widths(), separable);
        return ended(plan, net, stack.features(plan.image(net, 3), ConvStack.PHOTO));
    }

    private static Architecture spectrogram(Plan plan, boolean separable) {
        Layers net = plan.net();
        ConvStack stack = new ConvStack(net, plan.widths(), separable);
        Value features = stack.features(plan.image(net, 1), ConvStack.SPECTROGRAM);
        net.output(
                Plan.LOGITS,
                net.classifier(features, "classifier", plan.labels().size()));
        return plan.ofImages(net, Task.CLASSIFICATION, Preparation.Channels.GRAY, Plan.classification(), Map.of());
    }

    private static Architecture mobileNetV3(Plan plan) {
        Layers net = plan.net();
        MobileNetV3Small body = new MobileNetV3Small(net, plan.widths());
        net.output(Plan.LOGITS, body.logits(plan.image(net, 3), plan.labels().size()));
        return plan.ofImages(net, Task.CLASSIFICATION, Preparation.Channels.RGB, Plan.classification(), Map.of());
    }

    private static Architecture ended(Plan plan, Layers net, Value features) {
        net.output(
                Plan.LOGITS,
                net.classifier(features, "classifier", plan.labels().size()));
        return plan.ofImages(net, Task.CLASSIFICATION, Preparation.Channels.RGB, Plan.classification(), Map.of());
    }
}
