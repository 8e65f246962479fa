package io.edgeopt.autograd.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.augment.Augmentation;
import io.edgeopt.core.image.augment.HorizontalFlip;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBatchesTest {
    private static final ValueInfo INPUT = ValueInfo.of("x", ElementType.FLOAT, Shape.of(4, 3, 8, 8));
    private static final Preparation PREPARATION = new Preparation(
            8,
            8,
            Preparation.Fit.STRETCH,
            Preparation.Resizer.BILINEAR,
            Preparation.Channels.RGB,
            Preparation.Layout.NCHW,
            255,
            List.of(0f, 0f, 0f),
            List.of(1f, 1f, 1f));

    @TempDir
    private Path folder;

    /** Samples that a test names. */
    private record Given(List<String> labels, List<Sample> samples) implements Dataset {
        @Override
        public String name() {
            return "given";
        }

        @Override
        public int size() {
            return samples.size();
        }

        @Override
        public Sample sample(int index) {
            return samples.get(index);
        }
    }

    private static ModelCard card(Task task, List<String> labels) {
        Head head = new Head.Classification(Optional.empty(), Head.Activation.SOFTMAX);
        return ModelCard.of(
                "tiny", task, List.of(new CardInput("x", Optional.of(PREPARATION), Optional.empty())), head, labels);
    }

    /** One number a sample, which says which sample it is; of three classes, the first nine times as often. */
    private static Given numbers(int count) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(new Sample(
                    "s" + i,
                    new Content.Values(Tensor.of(new float[] {i}, 1)),
                    new Truth.Label(i % 10 == 8 ? 1 : i % 10 == 9 ? 2 : 0)));
        }
        return new Given(List.of("a", "b", "c"), samples);
    }

    private static DatasetBatches batches(Given data, Learning learning) {
        ValueInfo input = ValueInfo.of("x", ElementType.FLOAT, Shape.of(4, 1));
        return new DatasetBatches(data, card(Task.CLASSIFICATION, data.labels()), input, learning, VideoOpener.NONE);
    }

    private static float[] values(Batch batch) {
        return Objects.requireNonNull(batch.inputs().get("x")).toFloats();
    }

    @Test
    void showsEverySampleOnceAnEpochInAnotherOrderEachTime() {
        DatasetBatches batches = batches(numbers(40), Learning.plain(4, 1));
        List<Float> first = new ArrayList<>();
        List<Float> second = new ArrayList<>();
        for (int i = 0; i < batches.batches(); i++) {
            for (float value : values(batches.batch(0, i))) {
                first.add(value);
            }
            for (float value : values(batches.batch(1, i))) {
                second.add(value);
            }
        }

        assertThat(first).doesNotHaveDuplicates().hasSize(40).isNotEqualTo(second);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void isKnownByWhatItIsAndNotByTheObjectsOfOneProcess() {
        Augmentation once = Augmentation.all(List.of(new HorizontalFlip(0.5)));
        Augmentation again = Augmentation.all(List.of(new HorizontalFlip(0.5)));
        // Two lambdas of two runs of Java bear two names, and so do these.
        Augmentation other = (scene, random) -> once.apply(scene, random);

        String digest = batches(numbers(8), Learning.plain(4, 1).withAugmentation(once, "flip:0.5"))
                .digest();

        assertThat(batches(numbers(8), Learning.plain(4, 1).withAugmentation(again, "flip:0.5"))
                        .digest())
                .isEqualTo(digest);
        assertThat(batches(numbers(8), Learning.plain(4, 1).withAugmentation(other, "flip:0.5"))
                        .digest())
                .isEqualTo(digest);
        assertThat(batches(numbers(8), Learning.plain(4, 1).withAugmentation(once, "flip:0.4"))
                        .digest())
                .isNotEqualTo(digest);
    }

    @Test
    void drawsEveryClassEquallyOftenWhereItIsAskedTo() {
        DatasetBatches batches = batches(numbers(60), Learning.plain(4, 1).withBalance(true));
        int[] seen = new int[3];
        for (int i = 0; i < batches.batches(); i++) {
            for (float[] shares : ((Targets.Classes) batches.batch(0, i).targets()).shares()) {
                for (int c = 0; c < 3; c++) {
                    seen[c] += (int) shares[c];
                }
            }
        }

        assertThat(seen).containsExactly(20, 20, 20);
    }

    @Test
    void spreadsCertaintyOverAllClasses() {
        Batch batch =
                batches(numbers(40), Learning.plain(4, 1).withSmoothing(0.3)).batch(0, 0);

        for (float[] shares : ((Targets.Classes) batch.targets()).shares()) {
            float[] sorted = shares.clone();
            Arrays.sort(sorted);
            assertThat(sorted).containsExactly(new float[] {0.1f, 0.1f, 0.8f}, within(1e-6f));
        }
    }

    @Test
    void mixesInputsAndSharesAlike() {
        Given data = numbers(40);
        Batch batch = batches(data, Learning.plain(4, 1).withMixup(1)).batch(0, 0);
        float[] plain = values(batches(data, Learning.plain(4, 1)).batch(0, 0));
        float[] mixed = values(batch);

        // One share for the whole batch, and a partner at one distance for all: find both from the numbers.
        boolean explained = false;
        for (int shift = 1; shift < 4; shift++) {
            float share = (mixed[0] - plain[shift]) / (plain[0] - plain[shift]);
            boolean fits = true;
            for (int item = 0; item < 4; item++) {
                float expected = share * plain[item] + (1 - share) * plain[(item + shift) % 4];
                fits &= Math.abs(mixed[item] - expected) < 1e-3;
            }
            explained |= fits && share > 0 && share < 1;
        }
        assertThat(explained).isTrue();
        for (float[] shares : ((Targets.Classes) batch.targets()).shares()) {
            assertThat(shares[0] + shares[1] + shares[2]).isCloseTo(1, within(1e-6f));
        }
    }

    @Test
    void movesBoxesWithTheirPictures() throws IOException {
        Path file = folder.resolve("wide.png");
        MadePictures.write(file, 16, 8, 1);
        LabelledBox box = new LabelledBox(new Box(2, 1, 6, 5), 0, false);
        Sample sample = new Sample("wide", new Content.Picture(file), new Truth.Objects(List.of(box)));
        Given data = new Given(List.of("key"), List.of(sample, sample, sample, sample));
        Learning flipped = Learning.plain(4, 1).withAugmentation(new HorizontalFlip(1), "flip:1");

        Batch batch = new DatasetBatches(data, card(Task.DETECTION, List.of("key")), INPUT, flipped, VideoOpener.NONE)
                .batch(0, 0);

        Targets.Objects objects = (Targets.Objects) batch.targets();
        // Mirrored in 16 pixels, then halved in width.
        assertThat(objects.boxes().get(0).get(0).box()).isEqualTo(new Box(5, 1, 7, 5));
    }

    @Test
    void numbersPeople() {
        List<Sample> samples = new ArrayList<>();
        for (String person : List.of("zoe", "ann", "zoe", "bob")) {
            samples.add(new Sample(
                    person + samples.size(),
                    new Content.Values(Tensor.of(new float[] {person.charAt(0)}, 1)),
                    new Truth.Identity(person)));
        }
        DatasetBatches batches = new DatasetBatches(
                new Given(List.of(), samples),
                card(Task.EMBEDDING, List.of()),
                ValueInfo.of("x", ElementType.FLOAT, Shape.of(4, 1)),
                Learning.plain(4, 1),
                VideoOpener.NONE);

        Batch batch = batches.batch(0, 0);

        assertThat(batches.people()).containsExactly("ann", "bob", "zoe");
        int[] indices = ((Targets.Persons) batch.targets()).indices();
        float[] letters = values(batch);
        for (int i = 0; i < indices.length; i++) {
            assertThat(batches.people().get(indices[i]).charAt(0)).isEqualTo((char) letters[i]);
        }
    }

    @Test
    void refusesASampleWithoutALabel() {
        Sample unknown = new Sample("s", new Content.Values(Tensor.of(new float[] {1}, 1)), new Truth.Unknown());

        assertThatThrownBy(() -> batches(new Given(List.of("a"), List.of(unknown)), Learning.plain(1, 1))
                        .batch(0, 0))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("has no label");
    }
}
