package io.edgeopt.xai.gradient;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class GradientTimesInputTest extends ExplainerContract {
    @Override
    protected Method method() {
        return SlopeMethod.gradientTimesInput();
    }
}
