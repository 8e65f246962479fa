package io.edgeopt.camera.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.camera.VirtualClock;
import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.pipeline.Mode;
import io.edgeopt.camera.pipeline.Pipeline;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.source.SceneCamera;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.feed.SceneSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.task.Detection;
import io.edgeopt.core.task.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From pixels to alarms: somebody brings a bag, leaves it, passes by, and takes it; later it burns. */
@Timeout(60)
class DrawnRoomTest {
    private static final List<String> LABELS = List.of("bag", "person", "fire");
    private static final int[] COLOURS = {0xc02020, 0x2020c0, 0xf0a000};
    private static final double FPS = 10;

    /** Two minutes, ten pictures a second. */
    private static final class Room implements SceneSource {
        private final ImageSize size = new ImageSize(64, 48);

        @Override
        public ImageSize size() {
            return size;
        }

        @Override
        public double fps() {
            return FPS;
        }

        @Override
        public List<String> labels() {
            return LABELS;
        }

        @Override
        public void draw(long index, Image image) {
            for (int i = 0; i < 64 * 48; i++) {
                image.set(i % 64, i / 64, 90, 100, 90);
            }
            for (LabelledBox one : truth(index)) {
                int colour = COLOURS[one.label()];
                for (int y = (int) one.box().top(); y < one.box().bottom(); y++) {
                    for (int x = (int) one.box().left(); x < one.box().right(); x++) {
                        image.set(x, y, colour >> 16, colour >> 8 & 255, colour & 255);
                    }
                }
            }
        }

        /** The bag first: whoever stands before it hides it. */
        @Override
        public List<LabelledBox> truth(long index) {
            double time = index / FPS;
            List<LabelledBox> all = new ArrayList<>();
            // Carried in, put down at 5 s, carried away at 100 s.
            if (time < 5) {
                all.add(box(0, 4 * time, 30));
            } else if (time < 100) {
                all.add(box(0, 20, 30));
            } else if (time < 104) {
                all.add(box(0, 20 + 10 * (time - 100), 30));
            }
            // Stays until 10 s and goes to the right; looks after it at 30 s; takes it at 98 s.
            if (time < 10) {
                all.add(person(time < 5 ? 4 * time + 8 : 28));
            } else if (time < 13) {
                all.add(person(28 + 12 * (time - 10)));
            } else if (time >= 30 && time < 33) {
                all.add(person(30));
            } else if (time >= 98 && time < 104) {
                all.add(person(time < 100 ? 28 : 28 + 10 * (time - 100)));
            }
            if (time >= 110 && time < 113) {
                all.add(new LabelledBox(new Box(40, 4, 50, 12), 2, false));
            }
            return all;
        }

        private static LabelledBox box(int label, double left, int top) {
            float x = (float) Math.rint(left);
            return new LabelledBox(new Box(x, top, Math.min(64, x + 8), top + 6), label, false);
        }

        private static LabelledBox person(double left) {
            float x = (float) Math.min(63, Math.rint(left));
            return new LabelledBox(new Box(x, 20, Math.min(64, x + 6), 38), 1, false);
        }
    }

    /** Finds what has one of the colours; misses a bag now and then, as detectors do. */
    private record ByColour(String name, int stride) implements FrameModel {
        @Override
        public Seat seat() {
            return new Seat() {
                private List<Detection> found = List.of();

                @Override
                public boolean prepare(Slot slot) {
                    found = find(slot.image(), slot.index() % 7 == 3);
                    return true;
                }

                @Override
                public void infer() {}

                @Override
                public Prediction decode() {
                    return new Prediction.Detections(found);
                }

                @Override
                public void close() {}
            };
        }

        private static List<Detection> find(Image image, boolean blind) {
            List<Detection> all = new ArrayList<>();
            for (int label = blind ? 1 : 0; label < COLOURS.length; label++) {
                int left = 64;
                int top = 48;
                int right = 0;
                int bottom = 0;
                for (int i = 0; i < 64 * 48; i++) {
                    int x = i % 64;
                    int y = i / 64;
                    if ((image.at(x, y, 0) << 16 | image.at(x, y, 1) << 8 | image.at(x, y, 2)) == COLOURS[label]) {
                        left = Math.min(left, x);
                        top = Math.min(top, y);
                        right = Math.max(right, x + 1);
                        bottom = Math.max(bottom, y + 1);
                    }
                }
                if (right > left) {
                    all.add(new Detection(new Box(left, top, right, bottom), label, 0.9f));
                }
            }
            return all;
        }

        @Override
        public void close() {}
    }

    private static List<Alert> watch(int stride, String... rules) {
        List<Alert> alerts = new ArrayList<>();
        AlertSink sink = AlertSink.of(
                List.of(rules).stream().map(AlertRule::parse).toList(),
                Map.of("object", LABELS),
                (alert, frame, found) -> alerts.add(alert));
        new Pipeline(
                        new SceneCamera("room", new Room()),
                        List.of(new ByColour("object", stride)),
                        sink,
                        new VirtualClock())
                .run(new RunPlan(Mode.NEWEST, OptionalDouble.of(FPS), 1200, 1e6));
        return alerts;
    }

    @Test
    void givesExactlyTheAlarmsThatAreDue() {
        List<Alert> alerts = watch(
                1,
                "object:bag still for 30s with no person near cooldown 20s",
                "fire>0.8 for 1s",
                "bag still for 60s cooldown 1000s");

        // The visitor at 30 to 33 s begins the 30 s anew; the bag is back with its owner at 98 s.
        assertThat(alerts)
                .extracting(Alert::rule)
                .containsExactly(
                        "object:bag still for 30s with no person near cooldown 20s",
                        "bag still for 60s cooldown 1000s",
                        "object:bag still for 30s with no person near cooldown 20s",
                        "fire>0.8 for 1s");
        assertThat(alerts.get(0).seconds()).isBetween(62.8, 63.2);
        assertThat(alerts.get(1).seconds()).isBetween(64.3, 65.2);
        assertThat(alerts.get(2).seconds()).isBetween(82.8, 83.3);
        assertThat(alerts.get(3).seconds()).isEqualTo(111.0);
        assertThat(alerts.get(0).box()).hasValue(new Box(20, 30, 28, 36));
    }

    @Test
    void givesThemToAModelThatSeldomLooksToo() {
        List<Alert> alerts = watch(5, "bag still for 30s with no person near cooldown 1000s");

        assertThat(alerts)
                .singleElement()
                .satisfies(alert -> assertThat(alert.seconds()).isBetween(62.5, 64.0));
    }

    @Test
    void givesNoneWhereNothingLiesLongEnough() {
        assertThat(watch(1, "bag still for 100s", "person still for 10s", "fire>0.8 for 4s"))
                .isEmpty();
    }
}
