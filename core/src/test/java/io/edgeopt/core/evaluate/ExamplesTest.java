package io.edgeopt.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.evaluate.Example.Kind;
import io.edgeopt.core.evaluate.Example.Mark;
import io.edgeopt.core.task.Detection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExamplesTest {
    private static final List<String> NAMES = List.of("knife", "phone");
    private static final Box HERE = new Box(0, 0, 10, 10);
    private static final Box THERE = new Box(50, 50, 60, 60);

    private static Example example(int index, boolean right, double confidence) {
        Content content = new Content.Picture(Path.of(index + ".png"));
        return new Example("s" + index, content, right, confidence, "a", "b", List.of());
    }

    private static Example objects(List<LabelledBox> truth, List<Detection> found) {
        Sample sample = new Sample("s", new Content.Picture(Path.of("s.png")), new Truth.Objects(truth));
        return ObjectExample.of(sample, truth, found, NAMES);
    }

    @Test
    void keepsTheSurestOfWhatIsWrong() {
        Examples examples = new Examples(2, 0);
        for (int i = 0; i < 10; i++) {
            examples.accept(example(i, false, (i * 7 % 10) / 10.0));
        }

        assertThat(examples.wrong()).extracting(Example::confidence).containsExactly(0.9, 0.8);
        assertThat(examples.wrongSeen()).isEqualTo(10);
    }

    @Test
    void keepsAsManyOfWhatIsRightFromAllOverTheSet() {
        Examples examples = new Examples(20, 3);
        for (int i = 0; i < 1000; i++) {
            examples.accept(example(i, true, 1));
        }

        assertThat(examples.right()).hasSize(20).doesNotHaveDuplicates();
        assertThat(examples.right()).anyMatch(kept -> Integer.parseInt(kept.id().substring(1)) > 700);
        assertThat(examples.rightSeen()).isEqualTo(1000);
    }

    @Test
    void isRightWhereAllObjectsAreFoundAndNothingElse() {
        Example found = objects(
                List.of(new LabelledBox(HERE, 0, false)),
                List.of(new Detection(HERE, 0, 0.9f), new Detection(THERE, 1, 0.3f)));

        assertThat(found.right()).isTrue();
        assertThat(found.answer()).isEqualTo("1 found");
        assertThat(found.marks()).containsExactly(new Mark(HERE, "knife 0.90", Kind.FOUND));
    }

    @Test
    void tellsMissedObjectsAndFalseAlarmsApart() {
        Example wrong = objects(
                List.of(new LabelledBox(HERE, 0, false), new LabelledBox(THERE, 0, true)),
                List.of(new Detection(HERE, 1, 0.8f), new Detection(HERE, 1, 0.6f)));

        assertThat(wrong.right()).isFalse();
        assertThat(wrong.confidence()).isCloseTo(0.8, within(1e-6));
        assertThat(wrong.answer()).isEqualTo("1 missed, 2 false alarms");
    }

    @Test
    void countsAnObjectFoundTwiceOnce() {
        Example twice = objects(
                List.of(new LabelledBox(HERE, 0, false)),
                List.of(new Detection(HERE, 0, 0.9f), new Detection(HERE, 0, 0.7f)));

        assertThat(twice.answer()).isEqualTo("1 found, 1 false alarm");
    }
}
