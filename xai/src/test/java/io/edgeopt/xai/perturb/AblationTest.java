package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class AblationTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Ablation.replacement(Baseline.MEAN);
    }
}
