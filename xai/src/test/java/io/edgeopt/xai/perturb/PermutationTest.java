package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class PermutationTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Ablation.permutation(1);
    }
}
