package io.edgeopt.cli;

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

/** The models that look at one camera. */
final class WatchedModels implements AutoCloseable {
    private final List<FrameModel> models = new ArrayList<>();
    private final Map<String, List<String>> labels = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
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
        Path file = Catalog.modelFile(name);
        Session session = backend.open(file, options);
        try {
            CardGuess known = described.card(file, session);
            String called = known.card().name();
            if (labels.containsKey(called)) {
                throw new InvalidPlanException("two of the models are called '%s'; give one of them".formatted(called));
            }
            SessionModel model = SessionModel.of(session, known.card(), stride, Resizing.CARD, fps);
            model.tryOn(camera);
            known.guesses().forEach(guess -> notes.add("%s, no card: assuming %s".formatted(name, guess)));
            labels.put(called, known.card().labels());
            models.add(model);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    List<FrameModel> models() {
        return models;
    }

    /** By the names of the models. */
    Map<String, List<String>> labels() {
        return labels;
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
