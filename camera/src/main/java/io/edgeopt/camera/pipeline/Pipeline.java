package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.source.Camera;
import java.util.List;

/**
 * Runs models on a camera's frames.
 *
 * <ul>
 *   <li>Every captured frame is counted once: processed, dropped or failed.
 *   <li>A frame on which a stage fails is counted and passed over; many in a row, or a camera that gives up, end the run.
 *   <li>Nothing is waited for without end: a stage of which nothing is heard for long is left behind and said.
 * </ul>
 */
public final class Pipeline {
    private final Camera camera;
    private final List<FrameModel> models;
    private final Sink sink;
    private final Clock clock;
    private final double silence;

    /** One that gives a stage up after a minute without a sign of life. */
    public Pipeline(Camera camera, List<FrameModel> models, Sink sink, Clock clock) {
        this(camera, models, sink, clock, 60);
    }

    Pipeline(Camera camera, List<FrameModel> models, Sink sink, Clock clock, double silence) {
        this.camera = camera;
        this.models = List.copyOf(models);
        this.sink = sink;
        this.clock = clock;
        this.silence = silence;
    }

    public Outcome run(RunPlan plan) {
        PipelineRun run = new PipelineRun(camera, models, sink, clock, plan);
        return run.go(Math.round(silence * 1e9));
    }
}
