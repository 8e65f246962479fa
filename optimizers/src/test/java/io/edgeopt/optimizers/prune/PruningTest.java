package io.edgeopt.optimizers.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.feed.InputSource;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.optimize.DrawnInputs;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.ort.OrtBackend;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.testkit.net.Networks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PruningTest {
    private static final OrtBackend BACKEND = new OrtBackend();
    private static final Target HALF_THE_WORK = new Target(Target.Of.MACS, 0.5);

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, {1} of the MACs")
    @CsvSource({"resnet18, 0.5", "mobilenet_v2, 0.5", "mobilenet_v2, 0.3", "shufflenet_v2_x1_0, 0.6"})
    void leavesAsMuchWorkAsItPromises(String network, double share) {
        Model model = Networks.named(network).small();

        Pruned pruned = pruned(PruneSettings.channels(new Target(Target.Of.MACS, share)), model);

        Pruned.Facts costs = pruned.facts();
        assertThat((double) costs.macsAfter() / costs.macsBefore()).isBetween(share - 0.02, share + 0.02);
        assertThat(costs.bytesAfter()).isLessThan(costs.bytesBefore());
        assertThat(costs.difference().orElseThrow()).isLessThan(1e-4);
    }

    @ParameterizedTest
    @EnumSource(names = {"L1", "L2", "FPGM", "BN", "RANDOM"})
    void keepsMultiplesOfEightByEveryMeasureOfWeights(PruneSettings.Measure what) {
        Model model = Networks.named("mobilenet_v3_small").small();

        Pruned pruned = pruned(PruneSettings.channels(HALF_THE_WORK).withMeasure(what), model);

        assertThat(pruned.layers())
                .allSatisfy(layer -> assertThat(layer.after() % 8 == 0 || layer.after() == layer.before())
                        .isTrue());
        assertThat(pruned.layers())
                .anySatisfy(layer -> assertThat(layer.after()).isLessThan(layer.before()));
    }

    @Test
    void takesTheSameShareOfEveryGroupWhereThatIsAsked() {
        Model model = Networks.named("resnet18").small();
        PruneSettings settings =
                PruneSettings.channels(new Target(Target.Of.RATIO, 0.25)).withWhere(new PruneSettings.Where.Uniform());

        Pruned pruned = pruned(settings, model);

        assertThat(pruned.layers())
                .allSatisfy(layer -> assertThat(layer.after()).isEqualTo(layer.before() * 3 / 4));
    }

    @Test
    void takesSharesFromAFileAndKeepsLayersThatAreNamed() throws Exception {
        Path file = folder.resolve("ratios.yaml");
        Files.writeString(file, "default: 0.5\nlayer2.*: 0.25   # less here\nlayer3.0.conv1: 0\n");
        PruneSettings settings = PruneSettings.channels(HALF_THE_WORK)
                .withWhere(new PruneSettings.Where.Layers(LayerRatios.read(file)))
                .keeping(List.of("layer4.*"));

        Pruned pruned = pruned(settings, Networks.named("resnet18").small());

        assertThat(pruned.layers())
                .contains(
                        new Pruned.Layer("layer1.0.conv1", 64, 32),
                        new Pruned.Layer("layer2.0.conv1", 128, 96),
                        new Pruned.Layer("layer3.0.conv1", 256, 256),
                        new Pruned.Layer("layer4.0.conv1", 512, 512));
    }

    @Test
    void answersMoreNearlyAsBeforeWhenLayersAreFittedToWhatIsLeft() {
        Model model = Networks.named("squeezenet1_1").small();
        InputSource samples = InputSource.of("drawn", DrawnInputs.of(model, 16, 3));
        PruneSettings settings = PruneSettings.channels(new Target(Target.Of.RATIO, 0.2));

        Pruned plain = pruned(settings, model);
        Pruned fitted =
                new Pruning(settings, BACKEND, Optional.of(samples), Optional.empty(), Progress.NONE).run(model);

        assertThat(fitted.facts().rebuilt()).isPositive();
        assertThat(Answers.error(fitted.model(), model, BACKEND))
                .isLessThan(Answers.error(plain.model(), model, BACKEND) / 2);
    }

    @ParameterizedTest
    @CsvSource({"mobilenet_v2", "squeezenet1_1"})
    void answersMoreNearlyAsBeforeWhenWeightsAreFittedUnderTheirMasks(String network) {
        Model model = Networks.named(network).small();
        InputSource samples = InputSource.of("drawn", DrawnInputs.of(model, 16, 3));
        PruneSettings settings = PruneSettings.masks(0.5);

        Pruned plain = pruned(settings, model);
        Pruned fitted =
                new Pruning(settings, BACKEND, Optional.of(samples), Optional.empty(), Progress.NONE).run(model);

        assertThat(fitted.facts().rebuilt()).isPositive();
        assertThat(fitted.masks().keySet()).isEqualTo(plain.masks().keySet());
        assertThat(fitted.facts().sparsity()).isCloseTo(plain.facts().sparsity(), within(1e-3));
        assertThat(Answers.error(fitted.model(), model, BACKEND))
                .isLessThan(Answers.error(plain.model(), model, BACKEND) / 2);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"masks, 0.8", "2:4, 0.5", "1:4, 0.75", "blocks, 0.6", "blocks:8, 0.5"})
    void putsZerosWhereWeightsWere(String how, double share) {
        Model model = Networks.named("resnet18").small();

        Pruned pruned = pruned(PruneSettings.of(Structure.parse(how), new Target(Target.Of.RATIO, share)), model);

        // The first convolution reads three channels, which are no multiple of four: it stays dense.
        assertThat(pruned.facts().sparsity()).isBetween(share - 0.01, share + 0.01);
        assertThat(pruned.facts().macsAfter()).isEqualTo(pruned.facts().macsBefore());
        assertThat(pruned.masks()).isNotEmpty();
    }

    @Test
    void leavesDepthwiseFiltersDenseUnlessAFileGivesThemAShare() throws Exception {
        Model model = Networks.named("mobilenet_v2").small();
        Path shares = folder.resolve("shares.txt");
        Files.writeString(shares, "default: 0.5\n");
        PruneSettings byFile =
                PruneSettings.masks(0.5).withWhere(new PruneSettings.Where.Layers(LayerRatios.read(shares)));

        Pruned pruned = pruned(PruneSettings.masks(0.8), model);

        assertThat(pruned.masks().values())
                .allSatisfy(mask -> assertThat(mask.shape().dim(1)).isGreaterThan(1));
        assertThat(pruned.layers()).hasSizeGreaterThan(30);
        assertThat(pruned(byFile, model).masks().values())
                .anySatisfy(mask -> assertThat(mask.shape().dim(1)).isEqualTo(1));
    }

    @Test
    void givesEqualBytesForEqualSettings() {
        Model model = Networks.named("mobilenet_v2").small();
        PruneSettings settings = PruneSettings.channels(HALF_THE_WORK)
                .withMeasure(PruneSettings.Measure.RANDOM)
                .withSeed(7);

        assertThat(pruned(settings, model).model().toBytes())
                .isEqualTo(pruned(settings, model).model().toBytes());
    }

    @Test
    void refusesAModelOfWhichNothingCanBeCutAndSaysWhy() {
        var editor = Model.empty("bare", 17).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 4)));
        editor.add(Node.of("Relu", List.of("x"), List.of("y")));
        editor.addOutput(ValueInfo.of("y", ElementType.FLOAT, Shape.of(1, 4)));
        Model model = editor.model();

        assertThatThrownBy(() -> pruned(PruneSettings.channels(HALF_THE_WORK), model))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("no layer makes channels");
        assertThatThrownBy(() -> pruned(PruneSettings.masks(0.5), model))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("no layer of model 'bare' has float weights");
    }

    @Test
    void refusesLayersThatAreNotThere() {
        Model model = Networks.named("squeezenet1_1").small();

        assertThatThrownBy(() -> pruned(PruneSettings.channels(HALF_THE_WORK).keeping(List.of("conv99")), model))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("no layer is called 'conv99'");
    }

    private static Pruned pruned(PruneSettings settings, Model model) {
        return new Pruning(settings, BACKEND, Optional.empty(), Optional.empty(), Progress.NONE).run(model);
    }
}
