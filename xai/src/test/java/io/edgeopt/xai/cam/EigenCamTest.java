package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class EigenCamTest extends ExplainerContract {
    @Override
    protected Method method() {
        return ActivationMethod.eigenCam();
    }

    @Override
    protected boolean knowsNoClass() {
        return true;
    }
}
