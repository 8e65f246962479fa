package io.edgeopt.camera.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.camera.VirtualClock;
import io.edgeopt.camera.alert.AlertRule.Condition;
import io.edgeopt.camera.alert.AlertRule.Subject;
import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.pipeline.Mode;
import io.edgeopt.camera.pipeline.Pipeline;
import io.edgeopt.camera.pipeline.PlayedCamera;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten frames a second, in which a test says what is to be seen. */
@Timeout(30)
class AlertTest {
    private static final Map<String, List<String>> LABELS =
            Map.of("fire", List.of("fire", "normal"), "object", List.of("key", "knife"));

    /** A model that knows the answer to each frame. */
    private record Knowing(String name, LongFunction<Prediction> answers) implements FrameModel {
        @Override
        public int stride() {
            return 1;
        }

        @Override
        public Seat seat() {
            return new Seat() {
                private long index;

                @Override
                public boolean prepare(Slot slot) {
                    index = slot.index();
                    return true;
                }

                @Override
                public void infer() {}

                @Override
                public Prediction decode() {
                    return answers.apply(index);
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    private static List<Alert> watch(List<String> rules, FrameModel model) {
        List<Alert> alerts = new ArrayList<>();
        AlertSink sink = AlertSink.of(
                rules.stream().map(AlertRule::parse).toList(), LABELS, (alert, frame, found) -> alerts.add(alert));
        new Pipeline(PlayedCamera.endless(), List.of(model), sink, new VirtualClock())
                .run(new RunPlan(Mode.EVERY, OptionalDouble.of(10), 600, 1e6));
        return alerts;
    }

    private static Prediction scores(double fire) {
        return new Prediction.ClassScores(new float[] {(float) fire, (float) (1 - fire)});
    }

    @Test
    void comeWhenSomethingHasLastedAndNotAgainUntilTheyHaveCooledDown() {
        // It burns from 10 s to 35 s, and flickers at 5 s.
        Knowing model = new Knowing("fire", index -> scores(index == 50 || (index >= 100 && index < 350) ? 0.9 : 0.1));

        List<Alert> alerts = watch(List.of("fire>0.8 for 1s"), model);

        assertThat(alerts).extracting(Alert::frame).containsExactly(110L, 210L, 310L);
        assertThat(alerts).extracting(Alert::seconds).containsExactly(11.0, 21.0, 31.0);
        assertThat(alerts.get(0).box()).isEmpty();
    }

    @Test
    void countFramesInARow() {
        Box box = new Box(1, 2, 3, 4);
        Knowing model = new Knowing(
                "object",
                index -> new Prediction.Detections(
                        index % 4 == 3 && index < 100 ? List.of() : List.of(new Detection(box, 1, 0.7f))));

        List<Alert> alerts = watch(List.of("object:knife>0.6 for 5 frames cooldown 1000s", "key>0.1"), model);

        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.frame()).isEqualTo(104);
            assertThat(alert.model()).isEqualTo("object");
            assertThat(alert.box()).hasValue(box);
        });
    }

    @Test
    void comeAtOnceWhereNothingIsSaidOfLasting() {
        Knowing model = new Knowing("fire", index -> scores(index == 7 ? 0.9 : 0.1));

        assertThat(watch(List.of("fire>0.5"), model)).extracting(Alert::frame).containsExactly(7L);
    }

    @Test
    void areReadFromWords() {
        AlertRule frames = AlertRule.parse("long gun > 0.5 for 2 frames");
        AlertRule seconds = AlertRule.parse("home:fire>1 for 1.5s cooldown 0s");

        assertThat(frames)
                .isEqualTo(new AlertRule(
                        "long gun > 0.5 for 2 frames",
                        new Subject(Optional.empty(), "long gun"),
                        new Condition.Sure(0.5, 2, 0),
                        10));
        assertThat(seconds.subject()).isEqualTo(new Subject(Optional.of("home"), "fire"));
        assertThat(seconds.condition()).isEqualTo(new Condition.Sure(1, 1, 1.5));
        assertThat(seconds.cooldown()).isZero();
    }

    @Test
    void ofWhatLiesStillAreReadFromWords() {
        AlertRule alone = AlertRule.parse("object:bag still for 30s with no person near cooldown 60s");
        AlertRule anyhow = AlertRule.parse("bag>0.5 still for 1.5 s");

        assertThat(alone.subject()).isEqualTo(new Subject(Optional.of("object"), "bag"));
        assertThat(alone.condition())
                .isEqualTo(new Condition.Still(0, 30, Optional.of(new Subject(Optional.empty(), "person"))));
        assertThat(alone.cooldown()).isEqualTo(60);
        assertThat(alone.subjects()).hasSize(2);
        assertThat(anyhow.condition()).isEqualTo(new Condition.Still(0.5, 1.5, Optional.empty()));
        assertThat(AlertRule.parse("bag still for 9s with no yard:person near").subjects())
                .contains(new Subject(Optional.of("yard"), "person"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "fire",
                "fire>",
                "fire>high",
                ">0.5",
                "fire>0.5 for",
                "fire>0.5 for 2 days",
                "fire<0.5",
                "bag still",
                "bag still for 3 frames"
            })
    void areRefusedWhereTheyCannotBeRead(String text) {
        assertThatThrownBy(() -> AlertRule.parse(text))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void areRefusedForWhatNoModelKnows() {
        assertThatThrownBy(() -> AlertSink.of(List.of(AlertRule.parse("knive>0.5")), LABELS, (a, b, c) -> {}))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("did you mean 'knife'?");
        assertThatThrownBy(() -> AlertSink.of(
                        List.of(AlertRule.parse("knife still for 3s with no person near")), LABELS, (a, b, c) -> {}))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("asks for 'person', which no model knows");
        assertThatThrownBy(() -> AlertSink.of(List.of(AlertRule.parse("fier:fire>0.5")), LABELS, (a, b, c) -> {}))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("asks a model 'fier'; did you mean 'fire'?");
    }

    @Test
    void areShownWithAFrameRoundWhatWasFound() {
        Image image = Image.blank(20, 10);

        Image marked = Marks.on(image, List.of(new Detection(new Box(2, 3, 30, 8), 0, 1)));

        assertThat(marked.at(2, 3, 0)).isEqualTo(230);
        assertThat(marked.at(10, 3, 0)).isEqualTo(230);
        assertThat(marked.at(10, 5, 0)).isZero();
        assertThat(marked.at(19, 7, 0)).isEqualTo(230);
        assertThat(image.at(2, 3, 0)).isZero();
    }
}
