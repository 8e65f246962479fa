package io.edgeopt.models.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.models.architecture.Architectures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtherFramesTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private final Adapt adapt = new Adapt(BACKEND);

    private static Architecture clips(String name, int frames) {
        ArchitectureOptions options = ArchitectureOptions.DEFAULT
                .withSize(new ImageSize(32, 32))
                .withFrames(frames)
                .withLabels(List.of("walk", "run", "nothing"));
        return new Architectures().build(name, options);
    }

    /** A network that was built for more frames has the same weights, and so must give the same answers. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"movement-light", "movement-student", "movement-teacher", "movement-3d"})
    void answersAsTheNetworkThatWasBuiltForThem(String name) {
        Model built = clips(name, 12).model();
        Architecture eight = clips(name, 8);
        Adaptation two = adapt.run(eight.model(), eight.card(), AdaptSettings.BATCH.withFrames(2));

        Adaptation made = adapt.run(two.model(), two.card(), AdaptSettings.BATCH.withFrames(12));

        assertThat(made.card().inputs().get(0).clip().orElseThrow().frames()).isEqualTo(12);
        assertThat(Verification.onRandomInputs(built, BACKEND, 2, 1, 1e-5)
                        .check(made.model())
                        .problem())
                .isEmpty();
    }

    @Test
    void refusesClipsWithoutFrames() {
        Architecture few = clips("movement-light", 8);

        assertThatThrownBy(() -> adapt.run(few.model(), few.card(), AdaptSettings.BATCH.withFrames(0)))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessage("--frames: 0 are too few; give 2 or more");
    }
}
