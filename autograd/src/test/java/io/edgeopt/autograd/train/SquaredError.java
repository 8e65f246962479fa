package io.edgeopt.autograd.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.autograd.loss.Loss;
import io.edgeopt.autograd.loss.Outcome;
import io.edgeopt.autograd.loss.Targets;
import java.util.Objects;

/** The mean squared distance of output {@code y} from the shares of classes: the simplest loss there is. */
final class SquaredError implements Loss {
    @Override
    public NDArray of(Outcome outcome) {
        float[][] shares = ((Targets.Classes) outcome.targets()).shares();
        float[] flat = new float[shares.length * shares[0].length];
        for (int i = 0; i < shares.length; i++) {
            System.arraycopy(shares[i], 0, flat, i * shares[0].length, shares[0].length);
        }
        NDArray wanted = outcome.scope().create(flat, new Shape(shares.length, shares[0].length));
        return Objects.requireNonNull(outcome.values().get("y"))
                .sub(wanted)
                .square()
                .mean();
    }
}
