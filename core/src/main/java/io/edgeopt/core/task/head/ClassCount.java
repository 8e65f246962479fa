package io.edgeopt.core.task.head;

import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import java.util.OptionalInt;

/** How many classes a network's outputs tell apart, read as a head says. */
public final class ClassCount {
    private ClassCount() {}

    /** Empty where outputs have no column a class, or none of that name. */
    public static OptionalInt of(Head head, Map<String, Tensor> outputs) {
        Outputs all = Outputs.of(outputs);
        if (head instanceof Head.Classification classes) {
            int count = all.floats(classes.output(), 0).length;
            return OptionalInt.of(count == 1 ? 2 : count);
        }
        if (head instanceof Head.Ssd ssd) {
            return OptionalInt.of(extent(all.named(ssd.scores()), -1) - (ssd.background() ? 1 : 0));
        }
        if (head instanceof Head.AnchorFree free && !free.scores().isEmpty()) {
            long cells = all.named(free.boxes().get(0)).size() / (4L * (free.regMax() + 1));
            return OptionalInt.of((int) (all.named(free.scores().get(0)).size() / Math.max(1, cells)));
        }
        if (head instanceof Head.Yolox yolox) {
            return OptionalInt.of(extent(all.named(yolox.output()), -1) - 5);
        }
        if (head instanceof Head.Yolov5 yolo) {
            Tensor output = yolo.grids().isEmpty()
                    ? all.named(yolo.output())
                    : all.named(yolo.grids().get(0).output());
            return OptionalInt.of(extent(output, -1) - 5);
        }
        if (head instanceof Head.Yolov8 yolo) {
            return OptionalInt.of(extent(all.named(yolo.output()), 1) - 4);
        }
        return OptionalInt.empty();
    }

    private static int extent(Tensor output, int axis) {
        return output.shape().rank() < 2 ? 0 : Math.toIntExact(output.shape().dim(axis));
    }
}
