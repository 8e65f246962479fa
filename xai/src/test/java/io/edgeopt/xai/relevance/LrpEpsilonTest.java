package io.edgeopt.xai.relevance;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class LrpEpsilonTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Lrp.epsilon();
    }
}
