package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.task.head.View;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrueBoxesTest {
    private static final Box FLAMES = new Box(1, 2, 3, 4);
    private static final Box CLOUD = new Box(5, 6, 7, 8);

    private final Sample sample = new Sample(
            "kitchen",
            new Content.Picture(Path.of("kitchen.jpg")),
            new Truth.Objects(
                    List.of(new Truth.LabelledBox(FLAMES, 1, false), new Truth.LabelledBox(CLOUD, 0, false))));

    private List<Box> boxes(List<String> model, List<String> data, Question question) {
        return new TrueBoxes(model, data).of(sample, View.exact(10, 10), question);
    }

    @Test
    void areThoseOfTheClassThatIsAskedAboutWhateverOrderTheDataCountIn() {
        List<String> model = List.of("fire", "smoke", "normal");
        List<String> data = List.of("smoke", "fire");

        assertThat(boxes(model, data, new Question.OfClass(0))).containsExactly(FLAMES);
        assertThat(boxes(model, data, new Question.OfClass(1))).containsExactly(CLOUD);
        assertThat(boxes(model, data, new Question.OfBox(FLAMES, 0))).containsExactly(FLAMES);
        assertThat(boxes(model, data, new Question.OfClass(2))).isEmpty();
    }

    @Test
    void areAllWhereNoClassIsTheSame() {
        assertThat(boxes(List.of("burning"), List.of("smoke", "fire"), new Question.OfClass(0)))
                .containsExactly(FLAMES, CLOUD);
    }
}
