package io.edgeopt.xai.gradient;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class SmoothGradTest extends ExplainerContract {
    @Override
    protected Method method() {
        // With more noise there is red everywhere in the contract's grey scenes.
        return SmoothGrad.standard(1).withSpread(0.02);
    }
}
