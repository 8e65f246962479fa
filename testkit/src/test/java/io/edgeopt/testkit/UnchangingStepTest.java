package io.edgeopt.testkit;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.optimize.Step;
import java.util.OptionalDouble;

/** The contract holds of the step that does nothing. */
class UnchangingStepTest extends StepContract {
    private static final class Unchanging implements Step {
        @Override
        public String name() {
            return "unchanging";
        }

        @Override
        public Model apply(Model model) {
            return model;
        }
    }

    @Override
    protected Step step() {
        return new Unchanging();
    }

    @Override
    protected OptionalDouble drift() {
        return OptionalDouble.of(0);
    }

    @Override
    protected boolean neverGrows() {
        return true;
    }
}
