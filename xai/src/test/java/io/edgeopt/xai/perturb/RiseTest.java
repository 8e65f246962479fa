package io.edgeopt.xai.perturb;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class RiseTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Rise.standard(1);
    }
}
