package io.edgeopt.models.adapt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.optimize.Verification;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.models.architecture.Architectures;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeaksTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final AdaptSettings WITH_PEAKS = AdaptSettings.BATCH.withPeaks();
    private final Adapt adapt = new Adapt(BACKEND);

    private static Architecture built(String name) {
        ArchitectureOptions options =
                ArchitectureOptions.DEFAULT.withSize(new ImageSize(32, 32)).withLabels(List.of("a", "b", "c"));
        return new Architectures().build(name, options);
    }

    private static List<Node> of(Model model, String op) {
        return model.graph().nodes().stream().filter(node -> node.is(op)).toList();
    }

    private static List<String> inputs(Model model, String op) {
        return of(model, op).stream()
                .map(node -> node.inputs().get(0))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"fire-teacher", "movement-light"})
    void areSeenAndHaveNoSayYet(String name) {
        Architecture before = built(name);

        Model after = adapt.run(before.model(), before.card(), WITH_PEAKS).model();

        assertThat(of(after, "GlobalMaxPool")).hasSize(1);
        assertThat(of(after, "GlobalMaxPool").get(0).inputs())
                .isEqualTo(of(after, "GlobalAveragePool").get(0).inputs());
        Node scorer = of(after, "Gemm").get(0);
        long judged =
                after.graph().initializer(scorer.inputs().get(1)).orElseThrow().size();
        Node was = of(before.model(), "Gemm").get(0);
        assertThat(after.graph().initializerNames()).doesNotContain(was.inputs().get(1));
        assertThat(judged)
                .isEqualTo(2
                        * before.model()
                                .graph()
                                .initializer(was.inputs().get(1))
                                .orElseThrow()
                                .size());
        assertThat(Verification.onRandomInputs(before.model(), BACKEND, 2, 1, 1e-5)
                        .check(after)
                        .problem())
                .isEmpty();
    }

    /** Looks are pooled into means and peaks each, and then over the looks: there are no places left. */
    @Test
    void ofAPairAreTakenOfTheClipModelAlone() {
        Architecture clips = built("movement-light");
        Architecture pictures = built("fire-teacher");
        Model looker = pictures.model();
        String maps = of(looker, "GlobalAveragePool").get(0).inputs().get(0);
        Adaptation pair = adapt.run(
                clips.model(),
                clips.card(),
                AdaptSettings.BATCH
                        .withBeside(new Looks(looker, pictures.card(), maps, 2))
                        .withSize(new ImageSize(64, 64)));

        Model after = adapt.run(pair.model(), pair.card(), WITH_PEAKS).model();

        List<String> peaked = inputs(after, "GlobalMaxPool");
        peaked.removeAll(inputs(pair.model(), "GlobalMaxPool"));
        assertThat(peaked).isEqualTo(inputs(clips.model(), "GlobalAveragePool"));
    }

    @Test
    void areNotTakenTwice() {
        Architecture before = built("movement-light");
        Adaptation once = adapt.run(before.model(), before.card(), WITH_PEAKS);

        assertThatThrownBy(() -> adapt.run(once.model(), once.card(), WITH_PEAKS))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageStartingWith("--peaks: the classes are told from the peaks of '")
                .hasMessageEndingWith("' already");
    }

    @Test
    void areOfClassifiersAlone() {
        Architecture faces = new Architectures().build("face-student", ArchitectureOptions.DEFAULT);

        assertThatThrownBy(() -> adapt.run(faces.model(), faces.card(), WITH_PEAKS))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessage("--peaks: face-student is no classifier; give one");
    }

    @Test
    void areRefusedWhereALayerStandsBetween() {
        Architecture before = built("movement-student");

        assertThatThrownBy(() -> adapt.run(before.model(), before.card(), WITH_PEAKS))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageStartingWith("--peaks: the classes are not told from means of a sample's maps");
    }
}
