package io.edgeopt.cli;

import io.edgeopt.camera.door.BehindDoor;
import io.edgeopt.camera.door.Door;
import io.edgeopt.camera.door.Doorkeeper;
import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.pipeline.SessionModel;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.SlotPreparer.Resizing;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.model.CardGuess;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The models that look at one camera. */
final class WatchedModels implements AutoCloseable {
    private final List<FrameModel> models = new ArrayList<>();
    private final Map<String, List<String>> labels = new LinkedHashMap<>();
    private final Map<String, Set<String>> hidden = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private final Backend backend;
    private final SessionOptions options;
    private final Camera camera;
    private final double fps;

    /** None yet; frames of {@code camera} will come at {@code fps}. */
    WatchedModels(Backend backend, SessionOptions options, Camera camera, double fps) {
        this.backend = backend;
        this.options = options;
        this.camera = camera;
        this.fps = fps;
    }

    /** Opens one more and brings one frame through it, so that what does not fit is said at once. */
    void open(String name, CardOptions described, int stride) {
        open(name, described, OptionalInt.of(stride), Optional.empty());
    }

    /** Opens those of a set's models that are in the catalogue, each with the labels and the stride of its card there. */
    void open(WatchSet set) {
        for (String member : set.models()) {
            if (Catalog.models().find(member).isPresent()) {
                open(member, new CardOptions(), OptionalInt.empty(), Optional.of(set.name()));
            } else {
                absent.add(member);
            }
        }
    }

    private void open(String name, CardOptions described, OptionalInt wanted, Optional<String> set) {
        Path file = Catalog.modelFile(name);
        Session session = backend.open(file, options);
        try {
            CardGuess known = described.card(file, session);
            String called = known.card().name();
            if (labels.containsKey(called)) {
                throw new InvalidPlanException("two of the models are called '%s'; give one of them".formatted(called));
            }
            Map<String, Integer> strides = known.card().strides();
            int stride = wanted.orElseGet(() -> strides.getOrDefault(set.orElse(""), 1));
            SessionModel model = SessionModel.of(session, known.card(), stride, Resizing.CARD, fps);
            Set<String> kept = new TreeSet<>(known.card().labels());
            set.ifPresent(place -> {
                List<String> shown = known.card().shown(place);
                model.showing(shown);
                kept.removeAll(shown);
            });
            model.tryOn(camera);
            known.guesses().forEach(guess -> notes.add("%s, no card: assuming %s".formatted(name, guess)));
            labels.put(called, known.card().labels());
            set.ifPresent(place -> hidden.put(called, kept));
            models.add(model);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** Puts all behind a door; whoever keeps it comes first. Answers the names of those behind it. */
    Set<String> putBehind(Door door, Doorkeeper keeper) {
        Set<String> names = new TreeSet<>(labels.keySet());
        if (names.contains(keeper.name())) {
            throw new InvalidPlanException(
                    "a model cannot be called '%s' where there is a door; change its card".formatted(keeper.name()));
        }
        models.replaceAll(model -> new BehindDoor(model, door));
        models.add(0, keeper);
        labels.put(keeper.name(), Doorkeeper.LABELS);
        return names;
    }

    List<FrameModel> models() {
        return models;
    }

    /** By the names of the models. */
    Map<String, List<String>> labels() {
        return labels;
    }

    /** Labels that a set does not show, by the names of the models. */
    Map<String, Set<String>> hidden() {
        return hidden;
    }

    /** Models of a set that are not in the catalogue. */
    List<String> absent() {
        return absent;
    }

    /** What had to be assumed. */
    List<String> notes() {
        return notes;
    }

    @Override
    public void close() {
        models.forEach(FrameModel::close);
    }
}
