package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;

class ScoreCamTest extends ExplainerContract {
    @Override
    protected Method method() {
        return ActivationMethod.scoreCam();
    }
}
