package io.edgeopt.xai.proxy;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class TreeSurrogateTest extends ExplainerContract {
    @Override
    protected Method method() {
        return TreeSurrogate.standard(1);
    }
}
