package io.edgeopt.camera.door;

import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.face.FaceCrop;
import io.edgeopt.core.face.FaceFinder;
import io.edgeopt.core.face.FoundFace;
import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.face.Gallery.Match;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks who stands before a door. To rules it is a model that finds people: those who may pass and visitors as surely as
 * they are like an enrolled picture, strangers as surely as they are faces.
 */
public final class Doorkeeper implements FrameModel {
    /** What rules call it. */
    public static final String NAME = "door";

    public static final List<String> LABELS = List.of("authorised", "visitor", "stranger");
    /** Of a crowd the nearest are looked at. */
    private static final int MOST_FACES = 4;

    /** By what it knows people. */
    public record Eyes(FaceFinder finder, Function<Image, Embedding> embedder, Gallery gallery) {}

    private final Door door;
    private final Eyes eyes;
    private final int stride;

    public Doorkeeper(Door door, Eyes eyes, int stride) {
        this.door = door;
        this.eyes = eyes;
        this.stride = stride;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public Seat seat() {
        return new Post();
    }

    private Prediction look(Slot slot) {
        Image image = slot.image();
        List<Match> matches = new ArrayList<>();
        List<Detection> found = new ArrayList<>();
        eyes.finder().find(image).stream()
                .sorted(Comparator.comparingDouble(
                                (FoundFace face) -> face.box().area())
                        .reversed())
                .limit(MOST_FACES)
                .forEach(face -> {
                    Match match = eyes.gallery().match(eyes.embedder().apply(FaceCrop.of(image, face)));
                    boolean known = match.person().isPresent();
                    int label = !known ? 2 : match.authorised() ? 0 : 1;
                    matches.add(match);
                    found.add(new Detection(face.box(), label, known ? (float) match.similarity() : face.score()));
                });
        door.looked(slot.due(), slot.index(), matches);
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        return new Prediction.Detections(found);
    }

    /** One look at a time. */
    private final class Post implements Seat {
        private @Nullable Slot before;
        private Prediction answer = new Prediction.Detections(List.of());

        @Override
        public boolean prepare(Slot slot) {
            before = slot;
            return true;
        }

        @Override
        public void infer() {
            Slot slot = before;
            if (slot != null) {
                answer = look(slot);
            }
        }

        @Override
        public Prediction decode() {
            return answer;
        }

        @Override
        public void close() {
            before = null;
        }
    }

    /** The models behind its eyes are their owner's. */
    @Override
    public void close() {}
}
