package io.edgeopt.optimizers.separate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.core.trace.Trace;
import io.edgeopt.testkit.net.Networks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeparateTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final Model ONE = Convolutions.of(new long[] {64, 32, 3, 3}, Convolutions.padded(), 7);

    private static Separation separation(Model model, SeparateSettings settings) {
        return new Separate(settings, BACKEND, Progress.NONE).run(model);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void holdsMoreEnergyWithEveryRank(Form form) {
        double before = 0;
        for (int rank = 1; rank <= 4; rank++) {
            Separation made = separation(ONE, SeparateSettings.of(form).withDepth(new SeparateSettings.Rank(rank)));

            double energy = made.layers().get(0).energy().orElseThrow();
            assertThat(energy).isGreaterThan(before).isLessThanOrEqualTo(1);
            before = energy;
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void savesAsMuchAsIsAsked(Form form) {
        Separation made = separation(ONE, SeparateSettings.of(form).withDepth(new SeparateSettings.Saving(2.5)));

        LayerOutcome layer = made.layers().get(0);
        assertThat(layer.separated()).isTrue();
        assertThat((double) layer.macsBefore() / layer.macsAfter()).isGreaterThanOrEqualTo(2.5);
        assertThat(made.macsAfter()).isEqualTo(layer.macsAfter());
        assertThat(made.saving()).isGreaterThanOrEqualTo(2.5);
    }

    @Test
    void keepsAsMuchEnergyAsIsAskedAndNoMore() {
        SeparateSettings settings = SeparateSettings.of(Form.CHANNEL).withDepth(new SeparateSettings.Energy(0.5));

        LayerOutcome layer = separation(ONE, settings).layers().get(0);

        int rank = layer.rank().orElseThrow();
        double less = separation(ONE, settings.withDepth(new SeparateSettings.Rank(rank - 1)))
                .layers()
                .get(0)
                .energy()
                .orElseThrow();
        assertThat(layer.energy().orElseThrow()).isGreaterThanOrEqualTo(0.5);
        assertThat(less).isLessThan(0.5);
    }

    @Test
    void leavesWhatWouldNotGetCheaperAndSaysWhy() {
        SeparateSettings settings = SeparateSettings.of(Form.DEPTHWISE).withDepth(new SeparateSettings.Energy(1));

        Separation made = separation(ONE, settings);

        assertThat(made.layers().get(0).left()).hasValue("rank 9 of 9 would cost 1.14 times its MACs");
        assertThat(made.model().graph().nodes()).hasSize(1);
        assertThat(made.macsAfter()).isEqualTo(made.macsBefore());
    }

    @Test
    void leavesDepthwiseAndPointwiseLayersAlone() {
        Model mobile = Networks.named("mobilenet_v2").small();

        Separation made =
                separation(mobile, SeparateSettings.of(Form.DEPTHWISE).withDepth(new SeparateSettings.Rank(1)));

        assertThat(made.layers())
                .filteredOn(LayerOutcome::separated)
                .extracting(LayerOutcome::kernel)
                .containsExactly("3x3");
        assertThat(made.layers())
                .extracting(layer -> layer.left().orElse(""))
                .contains("it is depthwise already", "a pointwise convolution has no places to separate");
    }

    @Test
    void separatesOnlyTheLayersThatAreNamed() {
        Model squeeze = Networks.named("squeezenet1_1").small();
        List<String> threes = squeeze.graph().nodes().stream()
                .filter(node -> node.is("Conv"))
                .map(Node::label)
                .filter(label -> label.contains("3x3"))
                .limit(2)
                .toList();
        assertThat(threes).hasSize(2);

        Separation made = separation(
                squeeze,
                SeparateSettings.of(Form.DEPTHWISE)
                        .withDepth(new SeparateSettings.Rank(1))
                        .withLayers(threes));

        assertThat(made.layers()).extracting(LayerOutcome::layer).containsExactlyElementsOf(threes);
        assertThat(made.macsAfter())
                .isEqualTo(Cost.of(made.model(), Trace.ofShapes(made.model(), BACKEND, Map.of()))
                        .macs());
        assertThat(made.saving()).isGreaterThan(2.5);
    }

    @Test
    void findsAConvolutionThatIsSeparableExactly() {
        Model lowRank = separation(ONE, SeparateSettings.of(Form.CHANNEL).withDepth(new SeparateSettings.Rank(5)))
                .model();
        // Two convolutions now; their product has rank five, which the first one's filters show.
        LayerOutcome first = separation(
                        lowRank, SeparateSettings.of(Form.CHANNEL).withDepth(new SeparateSettings.Rank(5)))
                .layers()
                .get(0);

        assertThat(first.energy().orElseThrow()).isCloseTo(1, within(1e-9));
        assertThat(first.left()).isPresent();
    }

    @Test
    void refusesLayersThatAreNotThere() {
        assertThatThrownBy(
                        () -> separation(ONE, SeparateSettings.of(Form.SPATIAL).withLayers(List.of("conw"))))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageStartingWith("the model has no convolution 'conw'")
                .hasMessageContaining("conv");
    }
}
