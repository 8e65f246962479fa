package io.edgeopt.core.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class DoorThresholdTest {
    @Test
    void standsBetweenPersonsWhoAreFarApart() {
        List<String> names = List.of("a", "a", "b", "b");
        List<Embedding> pictures = List.of(at(0), at(10), at(90), at(100));

        DoorThreshold door = DoorThreshold.of(names, pictures, 0.25);

        // Others are at 80 to 100 degrees from each other's nearest picture, own pictures at 10.
        assertThat(door.threshold()).isBetween(Math.cos(Math.toRadians(90)), Math.cos(Math.toRadians(10)));
        assertThat(door.tar()).isEqualTo(1);
        assertThat(door.own()).isEqualTo(4);
        assertThat(door.other()).isEqualTo(4);
    }

    @Test
    void keepsToTheShareThatIsAllowed() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> names = new ArrayList<>();
        List<Embedding> pictures = new ArrayList<>();
        for (int person = 0; person < 30; person++) {
            double middle = random.nextDouble() * 360;
            for (int i = 0; i < 4; i++) {
                names.add("p" + person);
                pictures.add(at(middle + 20 * random.nextDouble()));
            }
        }

        DoorThreshold strict = DoorThreshold.of(names, pictures, 0.01);
        DoorThreshold loose = DoorThreshold.of(names, pictures, 0.1);

        assertThat(strict.far()).isLessThanOrEqualTo(0.01).isGreaterThan(0.005);
        assertThat(loose.far()).isCloseTo(0.1, within(0.005));
        assertThat(strict.tar()).isLessThanOrEqualTo(loose.tar());
    }

    @Test
    void asksForMorePersonsWhereTheyAreTooFew() {
        List<Embedding> pictures = List.of(at(0), at(10), at(90), at(100));

        assertThatThrownBy(() -> DoorThreshold.of(List.of("a", "a", "b", "b"), pictures, 0.01))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("needs 100 comparisons")
                .hasMessageContaining("there are 4 and 4");
        assertThatThrownBy(() -> DoorThreshold.of(List.of("a", "b", "c", "d"), pictures, 0.5))
                .isInstanceOf(InvalidDataException.class);
        assertThatThrownBy(() -> DoorThreshold.of(List.of("a", "a", "b", "b"), pictures, 0))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("--far");
    }

    private static Embedding at(double degrees) {
        double angle = Math.toRadians(degrees);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)});
    }
}
