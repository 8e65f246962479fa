package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class GradCamPlusPlusTest extends ExplainerContract {
    @Override
    protected Method method() {
        return GradCam.plusPlus();
    }
}
