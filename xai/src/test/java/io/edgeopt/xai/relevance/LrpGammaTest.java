package io.edgeopt.xai.relevance;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class LrpGammaTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Lrp.gamma(0.25);
    }
}
