package io.edgeopt.camera.pipeline;

import io.edgeopt.core.InvalidPlanException;
import java.util.OptionalDouble;

/**
 * How long a pipeline runs, and when frames are due.
 *
 * @param fps frames are due at this rate, whatever becomes of those before; empty takes them as they come
 * @param frames the most to capture
 * @param seconds the longest to capture
 */
public record RunPlan(Mode mode, OptionalDouble fps, long frames, double seconds) {
    public RunPlan {
        if (frames < 1 || !(seconds > 0) || (fps.isPresent() && !(fps.getAsDouble() > 0))) {
            throw new InvalidPlanException("a run of %d frames, %s seconds, at %s frames a second cannot be"
                    .formatted(frames, seconds, fps.isPresent() ? fps.getAsDouble() : "any number of"));
        }
    }
}
