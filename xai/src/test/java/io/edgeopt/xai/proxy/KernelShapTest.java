package io.edgeopt.xai.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.explain.Method;
import io.edgeopt.testkit.ExplainerContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelShapTest extends ExplainerContract {
    @Override
    protected Method method() {
        return KernelShap.standard(1);
    }

    /** Three players: 4 for the first, 2 for the second, and 6 more where the second and third play together. */
    @Test
    void givesTheShapleyValuesOfAGameThatIsComputedByHand() {
        List<boolean[]> rows = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        for (int bits = 1; bits < 7; bits++) {
            boolean a = (bits & 1) != 0;
            boolean b = (bits & 2) != 0;
            boolean c = (bits & 4) != 0;
            rows.add(new boolean[] {a, b, c});
            scores.add((a ? 4.0 : 0) + (b ? 2 : 0) + (b && c ? 6 : 0));
        }

        double[] shares = KernelShap.fitted(
                rows, scores.stream().mapToDouble(Double::doubleValue).toArray(), 0, 12);

        assertThat(shares).containsExactly(new double[] {4, 5, 3}, within(1e-6));
    }
}
