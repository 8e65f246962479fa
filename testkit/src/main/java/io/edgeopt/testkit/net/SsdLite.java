package io.edgeopt.testkit.net;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** A detector: MobileNetV2 with two scales of SSDLite heads; raw box offsets and class scores, one row an anchor. */
public final class SsdLite {
    private static final int ANCHORS = 6;

    private final Net net;
    private final MobileNetV2 body;

    private SsdLite(Net net) {
        this.net = net;
        this.body = new MobileNetV2(net, 1);
    }

    public static Model of(Setup setup) {
        return new SsdLite(new Net("ssdlite_mobilenet_v2", setup)).build(setup);
    }

    private Model build(Setup setup) {
        Value fine = body.features(net.input("input", 3, setup.size(), setup.size()), 0, 13);
        Value coarse = body.features(fine, 14, 18);
        List<Value> scores = new ArrayList<>();
        List<Value> boxes = new ArrayList<>();
        for (Value scale : List.of(fine, coarse)) {
            scores.add(head(scale, "head.scores.%d.".formatted(scores.size()), setup.classes()));
            boxes.add(head(scale, "head.boxes.%d.".formatted(boxes.size()), 4));
        }
        Value all = net.concat(scores.toArray(Value[]::new));
        Value softmax =
                net.emit(Node.of("Softmax", List.of(all.name()), List.of()).with("axis", -1), all.dims());
        return net.output("scores", softmax)
                .output("boxes", net.concat(boxes.toArray(Value[]::new)))
                .model();
    }

    private Value head(Value x, String at, int each) {
        Conv depthwise = Conv.of(x.channels(), 3).groups(x.channels());
        Value y = body.convNorm(x, at, "0.0", "0.1", depthwise);
        y = net.conv(y, at + "1", Conv.of(ANCHORS * each, 1).withBias().gain(1));
        int rows = y.dims().get(1) * y.dims().get(2) * ANCHORS;
        return net.reshape(net.transpose(y, 1, 2, 0), rows, each);
    }
}
