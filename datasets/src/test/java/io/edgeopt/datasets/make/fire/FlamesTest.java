package io.edgeopt.datasets.make.fire;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.datasets.make.Canvas;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Part;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlamesTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final int DRAWN = 20;

    private final Canvas canvas = Canvas.of(WIDTH, HEIGHT);

    @ParameterizedTest
    @EnumSource(Flames.Manner.class)
    void shineWhereTheyAreSaidToBe(Flames.Manner manner) {
        int seen = 0;
        for (int i = 0; i < DRAWN; i++) {
            Optional<Box> box = draw(manner, i);
            if (box.isPresent()) {
                seen++;
                assertThat(mean(box.get(), 0) + mean(box.get(), 2)).isGreaterThan(0.02f);
            }
        }
        assertThat(seen).isGreaterThan(DRAWN / 2);
    }

    @Test
    void areBlueOfGasAndWarmOfAllElse() {
        for (Flames.Manner manner : Flames.Manner.values()) {
            for (int i = 0; i < DRAWN; i++) {
                Optional<Box> box = draw(manner, i);
                box.ifPresent(flame -> assertThat(mean(flame, 2) > mean(flame, 0))
                        .as("%s", manner)
                        .isEqualTo(manner == Flames.Manner.GAS));
            }
        }
    }

    private Optional<Box> draw(Flames.Manner manner, int index) {
        Chance chance = Chance.of(7, "flames", Part.TRAIN, index);
        Arrays.fill(canvas.light(), 0);
        Flames.Light light = Flames.Light.of(manner, chance);
        return new Flames(canvas, manner, light, WIDTH / 2.0, HEIGHT * 0.9, 40, 80, chance.split()).draw();
    }

    private float mean(Box box, int channel) {
        double sum = 0;
        int count = 0;
        for (int y = (int) box.top(); y < (int) box.bottom(); y++) {
            for (int x = (int) box.left(); x < (int) box.right(); x++) {
                sum += canvas.light()[3 * (y * WIDTH + x) + channel];
                count++;
            }
        }
        return (float) (sum / count);
    }
}
