package io.edgeopt.xai.gradient;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class GuidedBackpropagationTest extends ExplainerContract {
    @Override
    protected Method method() {
        return ReluMethod.guidedBackpropagation();
    }
}
