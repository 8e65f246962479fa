package io.edgeopt.xai.proxy;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class LimeTest extends ExplainerContract {
    @Override
    protected Method method() {
        return Lime.standard(1);
    }
}
