package io.edgeopt.xai.gradient;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class DeconvolutionTest extends ExplainerContract {
    @Override
    protected Method method() {
        return ReluMethod.deconvolution();
    }

    @Override
    protected boolean needsNoMaxPooling() {
        return false;
    }
}
