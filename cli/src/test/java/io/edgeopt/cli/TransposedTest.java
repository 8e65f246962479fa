package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.image.Placement;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransposedTest {
    /** A picture of 200 x 100 pixels, stretched over 100 x 100, and over 50 x 50. */
    private static final Transposed.Frame LARGE = new Transposed.Frame(new Placement(200, 100, 0.5, 1, 0, 0), 100, 100);

    private static final Transposed.Frame SMALL =
            new Transposed.Frame(new Placement(200, 100, 0.25, 0.5, 0, 0), 50, 50);

    @Test
    void asksAboutTheSamePlaceOfThePicture() {
        Question asked = new Transposed(LARGE, SMALL).question(new Question.OfBox(new Box(10, 20, 30, 40), 3));

        assertThat(asked).isEqualTo(new Question.OfBox(new Box(5, 10, 15, 20), 3));
        assertThat(new Transposed(LARGE, SMALL).question(new Question.OfClass(1)))
                .isEqualTo(new Question.OfClass(1));
    }

    @Test
    void refusesModelsThatSeeOtherPartsOfAPicture() {
        Transposed.Frame boxed = new Transposed.Frame(new Placement(200, 100, 0.25, 0.25, 0, 12.5), 50, 50);

        assertThatThrownBy(() -> new Transposed(LARGE, boxed))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("different parts of a picture");
    }

    @Test
    void refusesFacesOfAnotherSize() {
        Question faces = new Question.OfFaces("ann", List.of(Tensor.of(new float[3], 1, 3, 1, 1)));

        assertThatThrownBy(() -> new Transposed(LARGE, SMALL).question(faces))
                .isInstanceOf(UnsupportedModelException.class)
                .hasMessageContaining("faces of different sizes");
    }
}
