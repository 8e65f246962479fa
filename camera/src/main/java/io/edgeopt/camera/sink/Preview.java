package io.edgeopt.camera.sink;

import io.edgeopt.camera.alert.Marks;
import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a camera sees, with frames round what its models found last, as a moving picture in a file. It is made on the
 * thread that infers, so pictures come no more often than they are asked for.
 */
public final class Preview implements Sink, AutoCloseable {
    private final MovingPicture picture;
    private final double fps;
    private final Map<String, List<Detection>> found = new LinkedHashMap<>();
    private long began = -1;
    private long last = -1;

    private Preview(MovingPicture picture, double fps) {
        this.picture = picture;
        this.fps = fps;
    }

    /** Fails where the name of the file asks for no kind that can be written. */
    public static void check(Path file) {
        MovingPicture.Kind.of(file);
    }

    /** At most {@code fps} pictures a second; the kind of file is as its name says. */
    public static Preview to(Path file, double fps) {
        if (!(fps > 0)) {
            throw new InvalidPlanException(
                    "a preview of %s pictures a second cannot be; give more than 0".formatted(fps));
        }
        return new Preview(MovingPicture.of(file, fps), fps);
    }

    @Override
    public void accept(Slot slot, String model, Prediction answer) {
        found.put(model, answer instanceof Prediction.Detections several ? several.found() : List.of());
    }

    @Override
    public void frame(Slot slot) {
        if (began < 0) {
            began = slot.due();
        }
        double seconds = (slot.due() - began) / 1e9;
        // A little early is in time: cameras are not exact.
        long place = (long) Math.floor(seconds * fps + 0.1);
        if (place <= last) {
            return;
        }
        last = place;
        List<Detection> all = found.values().stream().flatMap(List::stream).toList();
        picture.add(Marks.on(slot.image(), all), seconds);
    }

    @Override
    public void close() {
        picture.close();
    }
}
