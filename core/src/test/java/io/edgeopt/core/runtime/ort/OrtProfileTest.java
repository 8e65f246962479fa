package io.edgeopt.core.runtime.ort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Profile;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.runtime.SessionOptions;
import io.edgeopt.core.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OrtProfileTest {
    private static final SessionOptions ONE_THREAD = SessionOptions.DEFAULT.withThreads(1);

    @Test
    void tellsHowOftenAndWhereEachNodeRan() {
        Map<String, Tensor> inputs = Map.of("x", Tensor.of(new float[] {1, 2}, 2));

        try (Session session =
                new OrtBackend().open(TinyModels.addingOne(new Dim.Fixed(2)), ONE_THREAD.withProfile(true))) {
            session.run(inputs);
            session.run(inputs);
            session.run(inputs);
            Profile profile = session.profile().orElseThrow();

            assertThat(profile.runs()).isEqualTo(3);
            assertThat(profile.operators()).singleElement().satisfies(time -> {
                assertThat(time.node()).isEqualTo("plus");
                assertThat(time.op()).isEqualTo("Add");
                assertThat(time.provider()).isEqualTo("CPUExecutionProvider");
                assertThat(time.calls()).isEqualTo(3);
            });
            assertThat(session.profile()).isEmpty();
        }
    }

    @Test
    void givesNoProfileWhereNoneWasAskedFor() {
        try (Session session = new OrtBackend().open(TinyModels.addingOne(new Dim.Fixed(2)), ONE_THREAD)) {
            assertThat(session.profile()).isEmpty();
        }
    }

    @Test
    void sumsTheCallsOfEachNode() {
        String trace = """
                [{"cat": "Session", "name": "model_run", "dur": 50, "args": {}},
                 {"cat": "Node", "name": "a_kernel_time", "dur": 3, "args": {"op_name": "Conv", "provider": "P", "mem_arena_held": "64"}},
                 {"cat": "Node", "name": "b_kernel_time", "dur": 10, "args": {"op_name": "Relu", "provider": "P", "mem_arena_held": "256"}},
                 {"cat": "Node", "name": "a_kernel_time", "dur": 4, "args": {"op_name": "Conv", "provider": "P", "mem_arena_held": "128"}}]
                """;

        Profile profile = OrtProfile.parse("trace", trace);

        assertThat(profile.operators())
                .containsExactly(
                        new OperatorTime("a", "Conv", "P", 2, 7, 3), new OperatorTime("b", "Relu", "P", 1, 10, 10));
        assertThat(profile.operators().get(0).meanMicros()).isCloseTo(3.5, within(1e-9));
        assertThat(profile.slowestFirst()).extracting(OperatorTime::node).containsExactly("b", "a");
        assertThat(profile.microsByOperator()).containsEntry("Conv", 7.0);
        assertThat(profile.totalMicros()).isEqualTo(17);
        assertThat(profile.peakArenaBytes()).hasValue(256);
    }
}
