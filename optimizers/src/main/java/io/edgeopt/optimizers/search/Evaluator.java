package io.edgeopt.optimizers.search;

import io.edgeopt.core.search.Candidate;
import io.edgeopt.core.search.Figures;
import java.util.List;

/** Makes what a candidate's recipe says, and looks at it. */
public interface Evaluator {
    /**
     * What comes out; an {@code EdgeoptException} says why nothing does.
     *
     * @param stretches lengths of the trainings that stand, one after the other, where the recipe trains; what was
     *     learnt in the first ones is not learnt again
     */
    Figures figures(Candidate candidate, List<Integer> stretches);
}
