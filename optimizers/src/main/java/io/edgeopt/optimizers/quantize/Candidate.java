package io.edgeopt.optimizers.quantize;

import io.edgeopt.core.graph.Model;
import io.edgeopt.optimizers.quantize.emit.Emitter;
import io.edgeopt.optimizers.quantize.emit.Plan;
import io.edgeopt.optimizers.quantize.range.Calibrator;
import org.jspecify.annotations.Nullable;

/** One way to quantize a model, where it was made, what came of it, and how well it answers. */
final class Candidate {
    private final Workshop workshop;
    private final Calibrator calibrator;
    private final Plan plan;
    private final Model model;
    private final Fidelity fidelity;
    private Fidelity.@Nullable Result result;

    private Candidate(Workshop workshop, Calibrator calibrator, Plan plan, Model model, Fidelity fidelity) {
        this.workshop = workshop;
        this.calibrator = calibrator;
        this.plan = plan;
        this.model = model;
        this.fidelity = fidelity;
    }

    static Candidate of(Workshop workshop, Calibrator calibrator, Plan plan, Emitter emitter, Fidelity fidelity) {
        return new Candidate(workshop, calibrator, plan, emitter.emit(plan), fidelity);
    }

    /** The same with another plan. */
    Candidate with(Plan changed, Emitter emitter, Fidelity judge) {
        return of(workshop, calibrator, changed, emitter, judge);
    }

    Workshop workshop() {
        return workshop;
    }

    Calibrator calibrator() {
        return calibrator;
    }

    Plan plan() {
        return plan;
    }

    Model model() {
        return model;
    }

    /** It is run when this is first asked: the only candidate there is need not be compared with another. */
    Fidelity.Result result() {
        Fidelity.Result known = result;
        if (known == null) {
            known = fidelity.of(model);
            result = known;
        }
        return known;
    }
}
