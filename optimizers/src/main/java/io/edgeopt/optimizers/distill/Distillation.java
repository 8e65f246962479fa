package io.edgeopt.optimizers.distill;

import io.edgeopt.core.model.Architecture;
import io.edgeopt.optimizers.tune.Tuned;
import java.util.Optional;

/**
 * What came of a distillation.
 *
 * @param student ready to be deployed, its batch norms folded; its card makes it a variant of the teacher's model
 * @param taught how its training went
 */
public record Distillation(Architecture student, Tuned taught, Optional<Control> control) {
    /** The same student, trained by the same plan and seed, without the teacher. */
    public record Control(Architecture student, Tuned learnt) {}
}
