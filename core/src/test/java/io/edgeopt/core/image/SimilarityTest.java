package io.edgeopt.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SimilarityTest {
    private static final double[] POINTS = {0, 0, 4, 0, 4, 2, 1, 5};

    @Test
    void findsTheTurnThatWasMade() {
        Similarity turn = new Similarity(1.2, -0.7, 5, -3);
        double[] to = new double[POINTS.length];
        for (int i = 0; i < POINTS.length; i += 2) {
            to[i] = turn.x(POINTS[i], POINTS[i + 1]);
            to[i + 1] = turn.y(POINTS[i], POINTS[i + 1]);
        }

        Similarity found = Similarity.between(POINTS, to);

        assertThat(found.a()).isCloseTo(1.2, within(1e-12));
        assertThat(found.b()).isCloseTo(-0.7, within(1e-12));
        assertThat(found.dx()).isCloseTo(5, within(1e-12));
        assertThat(found.dy()).isCloseTo(-3, within(1e-12));
        assertThat(found.scale()).isCloseTo(Math.hypot(1.2, 0.7), within(1e-12));
    }

    @Test
    void leadsBack() {
        Similarity turn = new Similarity(0.4, 1.1, -2, 7);
        Similarity back = turn.inverse();

        assertThat(back.x(turn.x(3, 4), turn.y(3, 4))).isCloseTo(3, within(1e-12));
        assertThat(back.y(turn.x(3, 4), turn.y(3, 4))).isCloseTo(4, within(1e-12));
    }

    @Test
    void refusesPointsThatSayNothing() {
        assertThatThrownBy(() -> Similarity.between(new double[] {1, 1, 1, 1}, new double[] {0, 0, 2, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the same");
        assertThatThrownBy(() -> Similarity.between(new double[] {1, 1}, new double[] {0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
