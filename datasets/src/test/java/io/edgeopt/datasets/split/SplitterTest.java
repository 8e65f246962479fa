package io.edgeopt.datasets.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {
    private static final Ratios RATIOS = Ratios.parse("0.7,0.15,0.15");

    @TempDir
    Path folder;

    private record Listed(List<Sample> samples) implements Dataset {
        @Override
        public String name() {
            return "listed";
        }

        @Override
        public List<String> labels() {
            return List.of("a", "b", "c");
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

    /** Videos of 1 to {@code longest} frames of one class each; the second class is half, the third a tenth as common. */
    private static Listed videos(long seed, int longest) {
        SplittableRandom random = new SplittableRandom(seed);
        Content nothing = new Content.Values(Tensor.of(new float[] {0}, 1));
        List<Sample> samples = new ArrayList<>();
        for (int video = 0; video < 160; video++) {
            int draw = random.nextInt(16);
            int label = draw < 10 ? 0 : draw < 15 ? 1 : 2;
            int frames = 1 + random.nextInt(longest);
            for (int frame = 0; frame < frames; frame++) {
                samples.add(new Sample("v%d-%d.jpg".formatted(video, frame), nothing, new Truth.Label(label)));
            }
        }
        return new Listed(samples);
    }

    private static Map<String, String> parts(Dataset data, Split split) {
        Map<String, String> parts = new TreeMap<>();
        for (int i = 0; i < data.size(); i++) {
            parts.put(data.sample(i).id(), split.partOf(i));
        }
        return parts;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void neverTearsAGroupAndLosesNoSample(long seed) {
        Listed data = videos(seed, 9);

        Split split = Splitter.split(data, RATIOS, Grouping.regex("(v\\d+)-"), seed);

        Map<String, String> partOfVideo = new HashMap<>();
        parts(data, split).forEach((id, part) -> {
            String before = partOfVideo.putIfAbsent(id.substring(0, id.indexOf('-')), part);
            assertThat(before).isIn(null, part);
        });
        assertThat(split.sizes().stream().mapToInt(Integer::intValue).sum()).isEqualTo(data.size());
        assertThat(split.groups()).isEqualTo(160);
        assertThat(split.part("train").size()
                        + split.part("val").size()
                        + split.part("test").size())
                .isEqualTo(data.size());
    }

    @ParameterizedTest(name = "seed {0}, no class is off by more than its largest group")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givesEveryPartItsShareOfEveryClass(long seed) {
        Listed data = videos(seed, 9);

        Split split = Splitter.split(data, RATIOS, Grouping.regex("(v\\d+)-"), seed);

        assertNear(split, 9);
    }

    @ParameterizedTest(name = "seed {0}, single samples are off by less than two")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isExactToASampleWithoutGroups(long seed) {
        Listed data = videos(seed, 3);

        Split split = Splitter.split(data, RATIOS, Grouping.none(), seed);

        assertNear(split, 2);
    }

    private static void assertNear(Split split, double bound) {
        for (Split.ClassShare share : split.classes()) {
            int total = share.counts().stream().mapToInt(Integer::intValue).sum();
            for (int part = 0; part < 3; part++) {
                double wanted = RATIOS.shares().get(part) * total;
                assertThat((double) share.counts().get(part))
                        .as("%s in %s", share.name(), RATIOS.names().get(part))
                        .isBetween(wanted - bound, wanted + bound);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void doesNotHangOnTheOrderOfFiles(long seed) {
        Listed data = videos(5, 4);
        List<Sample> shuffled = new ArrayList<>(data.samples());
        Collections.shuffle(shuffled, new Random(seed));
        Listed other = new Listed(shuffled);
        Grouping byVideo = Grouping.regex("(v\\d+)-");

        assertThat(parts(other, Splitter.split(other, RATIOS, byVideo, seed)))
                .isEqualTo(parts(data, Splitter.split(data, RATIOS, byVideo, seed)));
    }

    @Test
    void dividesOtherwiseForAnotherSeed() {
        Listed data = videos(5, 4);

        assertThat(parts(data, Splitter.split(data, RATIOS, Grouping.none(), 1)))
                .isNotEqualTo(parts(data, Splitter.split(data, RATIOS, Grouping.none(), 2)));
    }

    @Test
    void countsEveryClassOfAPictureWithSeveralObjects() {
        Content nothing = new Content.Values(Tensor.of(new float[] {0}, 1));
        Box box = new Box(0, 0, 1, 1);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            List<Truth.LabelledBox> boxes = i % 4 == 0
                    ? List.of()
                    : List.of(new Truth.LabelledBox(box, 0, false), new Truth.LabelledBox(box, i % 2, false));
            samples.add(new Sample("p" + i, nothing, new Truth.Objects(boxes)));
        }

        Split split = Splitter.split(new Listed(samples), Ratios.parse("0.5,0.5"), Grouping.none(), 3);

        assertThat(split.classes())
                .containsExactly(
                        new Split.ClassShare("(nothing)", List.of(5, 5)),
                        new Split.ClassShare("a", List.of(15, 15)),
                        new Split.ClassShare("b", List.of(10, 10)));
    }

    @Test
    void takesGroupsFromAFileThatMustNameAll() throws IOException {
        Listed data = videos(1, 2);
        Path file = folder.resolve("groups.csv");
        List<String> lines = new ArrayList<>(List.of("id,group"));
        data.samples()
                .forEach(sample -> lines.add(sample.id() + ",g" + sample.id().charAt(1)));
        Files.write(file, lines);

        assertThat(Splitter.split(data, RATIOS, Grouping.by(file.toString()), 0).groups())
                .isEqualTo(10);

        Files.write(file, lines.subList(0, lines.size() - 1));
        assertThatThrownBy(() -> Splitter.split(data, RATIOS, Grouping.by(file.toString()), 0))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("gives no group for the sample 'v159-");
    }

    @Test
    void refusesExpressionsAndRatiosThatCannotBeMeant() {
        Listed data = videos(1, 2);

        assertThatThrownBy(() -> Splitter.split(data, RATIOS, Grouping.by("scene(\\d)"), 0))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("found in no id");
        assertThatThrownBy(() -> Grouping.by("(")).hasMessageContaining("neither a file nor a regular expression");
        for (String wrong : List.of("0.8", "0.8,0.3", "1,x", "0.5,0.6,-0.1", "")) {
            assertThatThrownBy(() -> Ratios.parse(wrong)).hasMessageContaining("sum to 1");
        }
    }

    @Test
    void writesListsThatASubsetCanBeTakenBy() {
        Listed data = videos(1, 3);
        Split split = Splitter.split(data, RATIOS, Grouping.none(), 4);

        SplitLists.write(folder.resolve("out"), split, SplitLists.account(data, split, Grouping.none(), 4));

        assertThat(SplitLists.read(data, folder.resolve("out/val.txt")).size())
                .isEqualTo(split.part("val").size());
        assertThat(folder.resolve("out/split.json")).content().contains("\"seed\" : 4");
    }

    @Test
    void joinsGroupsThatAClusterTouches() {
        Grouping grouping =
                Grouping.regex("^(.)").and(List.of(List.of("a1", "b1", "gone"), List.of("c1", "c2")), "likeness");

        assertThat(grouping.groups(List.of("a1", "b1", "b2", "c1", "c2", "d1")))
                .containsExactly("a", "a", "a", "c", "c", "d");
        assertThat(grouping.groups(List.of("d1", "b2", "b1", "a1"))).containsExactly("d", "a", "a", "a");
        assertThat(grouping).hasToString("^(.) and likeness");
    }
}
