package io.edgeopt.datasets.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MadeSetTest {
    @TempDir
    Path folder;

    /** Draws noise; the class is its colour. */
    private record Patches(Layout layout) implements Maker {
        @Override
        public String name() {
            return "patches";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public List<String> labels() {
            return layout == Layout.PERSONS ? List.of() : List.of("red", "green");
        }

        @Override
        public List<Layout> layouts() {
            return List.of(layout);
        }

        @Override
        public Made draw(Part part, int index, Chance chance) {
            Canvas canvas = Canvas.of(24, 16);
            canvas.fill(index % 2 == 0 ? Ink.plain(0.6f, 0, 0) : Ink.plain(0, 0.6f, 0));
            Lens.grain(canvas, 0.2, chance);
            Truth.LabelledBox box = new Truth.LabelledBox(new Box(2, 3, 10, 12), index % 2, false);
            return switch (layout) {
                case CLASSES -> Made.labelled(canvas.image(), index % 2, List.of(box), 0.9f);
                case CLIPS -> Made.clip(List.of(canvas.image(), canvas.image()), index % 2, 0.9f);
                case BOXES -> Made.objects(canvas.image(), index < 2 ? List.of() : List.of(box), 0.9f);
                case PERSONS -> Made.person(canvas.image(), "p" + index % 3, 0.9f);
            };
        }
    }

    private static MadeSet.Order order(Layout layout, long seed, int threads) {
        Map<Part, Integer> counts = Map.of(Part.TRAIN, 6, Part.VALID, 2, Part.TEST, 4);
        return new MadeSet.Order(new Patches(layout), layout, counts, seed, threads, "test", "0");
    }

    @ParameterizedTest
    @EnumSource(Layout.class)
    void isKnownForWhatItIs(Layout layout) {
        Path out = folder.resolve("set");

        MadeSet.Account account = MadeSet.write(out, order(layout, 7, 2), Progress.NONE);

        DataSource source = Datasets.open(out);
        assertThat(source.format()).isEqualTo(layout.format());
        assertThat(source.dataset().size()).isEqualTo(12);
        assertThat(source.splits()).containsExactlyInAnyOrder("train", "val", "test");
        assertThat(Json.read(out.resolve(MadeSet.ACCOUNT), "account", MadeSet.Account.class))
                .isEqualTo(account);
    }

    @Test
    void hangsOnTheSeedAndNotOnThreads() {
        String one = digest("one", 7, 1);
        String three = digest("three", 7, 3);
        String other = digest("other", 8, 1);

        assertThat(three).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    private String digest(String name, long seed, int threads) {
        return MadeSet.write(folder.resolve(name), order(Layout.CLASSES, seed, threads), Progress.NONE)
                .digest();
    }

    @Test
    void keepsBoxesBesideClasses() throws IOException {
        Path out = folder.resolve("set");

        MadeSet.write(out, order(Layout.CLASSES, 7, 1), Progress.NONE);

        assertThat(Files.readAllLines(out.resolve("boxes.txt")))
                .hasSize(12)
                .startsWith("train/red/000000.jpg red 2.0 3.0 10.0 12.0");
    }

    @Test
    void refusesAFolderThatIsNotEmptyAndALayoutThatDoesNotFit() {
        MadeSet.write(folder.resolve("set"), order(Layout.CLASSES, 7, 1), Progress.NONE);

        assertThatThrownBy(() -> MadeSet.write(folder.resolve("set"), order(Layout.CLASSES, 7, 1), Progress.NONE))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("not empty");
        assertThatThrownBy(() ->
                        new MadeSet.Order(new Patches(Layout.CLIPS), Layout.BOXES, Map.of(Part.TEST, 1), 0, 1, "", ""))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("cannot be laid out as boxes; can be: [clips]");
    }
}
