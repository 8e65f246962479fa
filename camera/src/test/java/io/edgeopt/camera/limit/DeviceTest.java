package io.edgeopt.camera.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import org.junit.jupiter.api.Test;

class DeviceTest {
    @Test
    void isALimitOfItsOwnSizeOnALargerMachine() {
        Device camera = Device.named("small-camera");

        assertThat(camera.limit(8, 16L << 30)).isEqualTo("cpus=0.5,memory=512m");
        assertThat(camera.shortfall(8, 16L << 30)).isEmpty();
        assertThat(Limit.parse(Device.named("jetson-xavier-nx").limit(8, 16L << 30))
                        .cpus())
                .hasValue(6.0);
    }

    @Test
    void isNoMoreThanTheMachineAndSaysSo() {
        Device board = Device.named("raspberry-pi-4");

        assertThat(board.limit(2, 2L << 30)).isEqualTo("cpus=2,memory=2048m");
        assertThat(board.shortfall(2, 2L << 30))
                .hasValue("raspberry-pi-4 has 4 cores and 4096 MiB; this machine has not, so less is simulated");
    }

    @Test
    void isSuggestedWhereItsNameIsNearlyRight() {
        assertThatThrownBy(() -> Device.named("rasberry-pi-4"))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("did you mean 'raspberry-pi-4'?");
    }
}
