package io.edgeopt.datasets.make.faces;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Layout;
import io.edgeopt.datasets.make.Made;
import io.edgeopt.datasets.make.MadeSet;
import io.edgeopt.datasets.make.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FacesMakerTest {
    @TempDir
    Path folder;

    private static Made draw(FacesMaker maker, Part part, int index) {
        return maker.draw(part, index, Chance.of(3, maker.name(), part, index));
    }

    @Test
    void repeatsToThePixelAndShowsAPersonDifferentlyEachTime() {
        FacesMaker maker = FacesMaker.of(2, 3);

        Made once = draw(maker, Part.TRAIN, 1);
        Made again = draw(maker, Part.TRAIN, 1);
        Made other = draw(maker, Part.TRAIN, 3);

        assertThat(once.frames().get(0).toString()).isEqualTo("112x112");
        assertThat(again.frames().get(0).rgb()).isEqualTo(once.frames().get(0).rgb());
        assertThat(other.truth()).isEqualTo(once.truth()).isEqualTo(new Truth.Identity("train-00001"));
        assertThat(other.frames().get(0).rgb())
                .isNotEqualTo(once.frames().get(0).rgb());
    }

    @Test
    void sharesNoPersonAmongParts() {
        FacesMaker maker = FacesMaker.of(2, 3);

        assertThat(draw(maker, Part.TEST, 0).truth())
                .isNotEqualTo(draw(maker, Part.TRAIN, 0).truth());
    }

    @Test
    void writesAFolderAPersonThatIsReadBack() {
        MadeSet.Order order = new MadeSet.Order(
                FacesMaker.of(3, 1), Layout.PERSONS, Map.of(Part.TRAIN, 6, Part.TEST, 6), 1, 1, "test", "0");

        MadeSet.write(folder.resolve("set"), order, Progress.NONE);

        DataSource source = Datasets.open(folder.resolve("set"));
        assertThat(source.dataset().size()).isEqualTo(12);
    }

    @Test
    @Tag("slow")
    void cannotBeToldApartByThumbnails() {
        int persons = 100;
        int enrolled = 5;
        int probes = 5;
        FacesMaker maker = FacesMaker.of(persons, 11);
        List<float[]> gallery = new ArrayList<>();
        for (int i = 0; i < persons * enrolled; i++) {
            gallery.add(thumbnail(draw(maker, Part.TEST, i).frames().get(0)));
        }
        int right = 0;
        for (int i = persons * enrolled; i < persons * (enrolled + probes); i++) {
            float[] probe = thumbnail(draw(maker, Part.TEST, i).frames().get(0));
            right += nearest(gallery, probe) % persons == i % persons ? 1 : 0;
        }
        double rank1 = (double) right / (persons * probes);

        System.out.printf("nearest 8x8 thumbnail of five, 100 unseen people: rank-1 %.3f%n", rank1);
        assertThat(rank1).isLessThan(0.2);
    }

    private static int nearest(List<float[]> gallery, float[] probe) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < gallery.size(); i++) {
            double distance = 0;
            for (int k = 0; k < probe.length; k++) {
                double off = gallery.get(i)[k] - probe[k];
                distance += off * off;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    /** Colour, eight by eight, each channel brought to mean 0 and deviation 1, which helps against light. */
    private static float[] thumbnail(Image image) {
        int cell = image.width() / 8;
        float[] small = new float[192];
        for (int y = 0; y < 8 * cell; y++) {
            for (int x = 0; x < 8 * cell; x++) {
                for (int c = 0; c < 3; c++) {
                    small[c * 64 + y / cell * 8 + x / cell] += image.at(x, y, c);
                }
            }
        }
        for (int c = 0; c < 3; c++) {
            double mean = 0;
            double square = 0;
            for (int i = 64 * c; i < 64 * c + 64; i++) {
                mean += small[i] / 64;
                square += (double) small[i] * small[i] / 64;
            }
            double deviation = Math.sqrt(Math.max(1e-6, square - mean * mean));
            for (int i = 64 * c; i < 64 * c + 64; i++) {
                small[i] = (float) ((small[i] - mean) / deviation);
            }
        }
        return small;
    }
}
