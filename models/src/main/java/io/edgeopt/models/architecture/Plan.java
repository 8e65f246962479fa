package io.edgeopt.models.architecture;

import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that a network is built from, chosen. */
record Plan(String name, List<String> labels, Widths widths, ImageSize size, int frames, long seed) {
    static final String IMAGE = "image";
    static final String CLIP = "clip";
    static final String LOGITS = "logits";

    Layers net() {
        return new Layers(name, seed);
    }

    /** The picture that goes in. */
    Value image(Layers net, int channels) {
        return net.input(IMAGE, channels, size.height(), size.width());
    }

    /** From 0..255 to -1..1, stretched to the size: what lies at the edges counts too. */
    Preparation preparation(Preparation.Channels channels) {
        return preparation(channels, Preparation.Fit.STRETCH);
    }

    private Preparation preparation(Preparation.Channels channels, Preparation.Fit fit) {
        int count = channels == Preparation.Channels.GRAY ? 1 : 3;
        return new Preparation(
                size.width(),
                size.height(),
                fit,
                Preparation.Resizer.BILINEAR_ANTIALIAS,
                channels,
                Preparation.Layout.NCHW,
                255,
                Collections.nCopies(count, 0.5f),
                Collections.nCopies(count, 0.5f));
    }

    /** @param sets named choices of labels; those that the user does not have are left out */
    Architecture ofImages(
            Layers net, Task task, Preparation.Channels channels, Head head, Map<String, List<String>> sets) {
        return with(net, task, new CardInput(IMAGE, Optional.of(preparation(channels)), Optional.empty()), head, sets);
    }

    /** The same for what must keep its proportions: pictures are shrunk whole and padded. */
    Architecture ofWholeImages(Layers net, Task task, Head head) {
        Preparation whole = preparation(Preparation.Channels.RGB, Preparation.Fit.LETTERBOX);
        return with(net, task, new CardInput(IMAGE, Optional.of(whole), Optional.empty()), head, Map.of());
    }

    Architecture ofClips(Layers net, ClipSampling.Order order, Map<String, List<String>> sets) {
        ClipSampling sampling = new ClipSampling(frames, ClipSampling.Sampling.UNIFORM, 1, order);
        Preparation preparation = preparation(Preparation.Channels.RGB);
        CardInput input = new CardInput(CLIP, Optional.of(preparation), Optional.of(sampling));
        return with(net, Task.CLIP, input, classification(), sets);
    }

    static Head classification() {
        return new Head.Classification(Optional.of(LOGITS), Head.Activation.SOFTMAX);
    }

    private Architecture with(Layers net, Task task, CardInput input, Head head, Map<String, List<String>> sets) {
        Map<String, List<String>> had = new TreeMap<>();
        sets.forEach((set, named) -> {
            List<String> kept = named.stream().filter(labels::contains).toList();
            if (!kept.isEmpty()) {
                had.put(set, kept);
            }
        });
        return new Architecture(
                net.model().withMetadata("edgeopt.architecture", name),
                ModelCard.of(name, task, List.of(input), head, labels).withSets(had));
    }
}
