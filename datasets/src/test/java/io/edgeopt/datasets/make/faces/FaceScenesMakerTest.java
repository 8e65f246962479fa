package io.edgeopt.datasets.make.faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.MadeSet;
import io.edgeopt.datasets.make.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceScenesMakerTest {
    private static final FaceScenesMaker MAKER = new FaceScenesMaker();
    private static final List<Made> SOME =
            IntStream.range(0, 12).mapToObj(FaceScenesMakerTest::scene).toList();

    private static Made scene(int index) {
        return MAKER.draw(Part.TRAIN, index, Chance.of(11, MAKER.name(), Part.TRAIN, index));
    }

    @Test
    void drawsTheSameFromTheSameChance() {
        assertThat(scene(3).frames().get(0).rgb())
                .isEqualTo(SOME.get(3).frames().get(0).rgb());
        assertThat(scene(3).boxes()).isEqualTo(SOME.get(3).boxes());
    }

    @Test
    void drawsNobodySomebodyAndSeveral() {
        assertThat(SOME).anyMatch(made -> count(made, 0) == 1).anyMatch(made -> count(made, 0) > 1);
    }

    @Test
    void keepsBoxesInThePictureAndPartsInFaces() {
        for (Made made : SOME) {
            Image image = made.frames().get(0);
            List<Box> faces = made.boxes().stream()
                    .filter(box -> box.label() == 0)
                    .map(LabelledBox::box)
                    .toList();
            for (LabelledBox one : made.boxes()) {
                Box box = one.box();
                assertThat(box.left()).isBetween(0f, (float) image.width());
                assertThat(box.right()).isBetween(box.left(), (float) image.width());
                assertThat(box.bottom()).isBetween(box.top(), (float) image.height());
                assertThat(faces).anyMatch(face -> box.overlap(face) > 0);
            }
        }
    }

    @Test
    void neverCoversAFace() {
        for (Made made : SOME) {
            List<LabelledBox> faces =
                    made.boxes().stream().filter(box -> box.label() == 0).toList();
            for (int i = 0; i < faces.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(faces.get(i).box().overlap(faces.get(j).box())).isZero();
                }
            }
        }
    }

    @Test
    void isReadBackWithItsFourClasses(@TempDir Path folder) {
        Path out = folder.resolve("scenes");
        MadeSet.write(
                out,
                new MadeSet.Order(MAKER, Layout.BOXES, Map.of(Part.TRAIN, 3, Part.TEST, 2), 5, 1, "", ""),
                Progress.NONE);

        assertThat(Datasets.open(out).dataset().labels()).containsExactly("face", "eye", "nose", "mouth corner");
        assertThat(Datasets.open(out).split("test").size()).isEqualTo(2);
    }

    private static long count(Made made, int label) {
        return made.boxes().stream().filter(box -> box.label() == label).count();
    }
}
