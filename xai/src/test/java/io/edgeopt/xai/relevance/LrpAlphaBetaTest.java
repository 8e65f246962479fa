package io.edgeopt.xai.relevance;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class LrpAlphaBetaTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Lrp.alphaBeta(2);
    }
}
