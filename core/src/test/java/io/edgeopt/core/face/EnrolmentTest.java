package io.edgeopt.core.face;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Faces told apart by the red and the green of their first pixel. */
final class EnrolmentTest {
    private static Embedding look(Image crop) {
        return new Embedding(new float[] {crop.at(0, 0, 0) + 1, crop.at(0, 0, 1) + 1});
    }

    @Test
    void leavesOutWhatIsLikeNoneOfTheOthers() {
        Enrolment enrolment = new Enrolment(Optional.empty(), EnrolmentTest::look);
        enrolment.add("one", coloured(200, 0));
        enrolment.add("two", coloured(220, 10));
        enrolment.add("passer-by", coloured(0, 200));

        Enrolment.Result result = enrolment.result(0.9, 10);

        assertThat(result.embeddings()).hasSize(2);
        assertThat(result.unlike()).containsExactly("passer-by");
    }

    @Test
    void takesNoMoreThanAskedForEvenlyOutOfAll() {
        Enrolment enrolment = new Enrolment(Optional.empty(), EnrolmentTest::look);
        for (int i = 0; i < 9; i++) {
            enrolment.add("picture " + i, coloured(200, 10 * i));
        }

        List<Embedding> chosen = enrolment.result(0.5, 3).embeddings();

        assertThat(chosen).hasSize(3);
        assertThat(chosen.get(0).similarity(look(coloured(200, 10)))).isGreaterThan(0.99999);
        assertThat(chosen.get(2).similarity(look(coloured(200, 70)))).isGreaterThan(0.99999);
    }

    @Test
    void namesPicturesWithoutAFace() {
        FaceFinder finder = image ->
                image.width() < 50 ? List.of() : List.of(FoundFace.of(new Box(0, 0, image.width(), image.height()), 1));
        Enrolment enrolment = new Enrolment(Optional.of(finder), EnrolmentTest::look);
        enrolment.add("small", Image.blank(20, 20));
        enrolment.add("large", Image.blank(60, 60));

        Enrolment.Result result = enrolment.result(0.5, 3);

        assertThat(result.faceless()).containsExactly("small");
        assertThat(result.embeddings()).hasSize(1);
    }

    private static Image coloured(int red, int green) {
        Image image = Image.blank(4, 4);
        image.set(0, 0, red, green, 0);
        return image;
    }
}
