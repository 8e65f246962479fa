package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.range.Calibrator;

/** One way to quantize a model, where it was made, what came of it, and how well it answers. */
record Candidate(Workshop workshop, Calibrator calibrator, Plan plan, Model model, Fidelity.Result result) {
    static Candidate of(Workshop workshop, Calibrator calibrator, Plan plan, Emitter emitter, Fidelity fidelity) {
        Model model = emitter.emit(plan);
        return new Candidate(workshop, calibrator, plan, model, fidelity.of(model));
    }

    /** The same with another plan. */
    Candidate with(Plan changed, Emitter emitter, Fidelity fidelity) {
        return of(workshop, calibrator, changed, emitter, fidelity);
    }
}
