package io.edgeopt.camera.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.camera.VirtualClock;
import io.edgeopt.camera.alert.Alert;
import io.edgeopt.camera.alert.AlertRule;
import io.edgeopt.camera.alert.AlertSink;
import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.pipeline.Mode;
import io.edgeopt.camera.pipeline.Pipeline;
import io.edgeopt.camera.pipeline.PlayedCamera;
import io.edgeopt.camera.pipeline.RunPlan;
import io.edgeopt.camera.pipeline.Sink;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.face.FoundFace;
import io.edgeopt.core.face.Gallery;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten frames a second, at each of which a test says who stands there. */
@Timeout(30)
class DoorTest {
    private static final FoundFace FACE = FoundFace.of(new Box(0, 0, 4, 4), 0.8f);
    private static final Gallery GALLERY = Gallery.empty("face", "00", 0.9)
            .with(new Gallery.Person("ann", true, List.of(person("ann"))))
            .with(new Gallery.Person("bob", false, List.of(person("bob"))));

    private final List<Opening> opened = new ArrayList<>();
    private final List<Opening> closed = new ArrayList<>();
    private final List<Long> seen = new ArrayList<>();
    private final AtomicInteger forgotten = new AtomicInteger();

    private static Embedding person(String name) {
        return new Embedding(
                new float[] {name.equals("ann") ? 1 : 0, name.equals("bob") ? 1 : 0, name.equals("eve") ? 1 : 0});
    }

    /** Behind the door, and sure of everything. */
    private final class Watcher implements FrameModel {
        @Override
        public String name() {
            return "watcher";
        }

        @Override
        public int stride() {
            return 1;
        }

        @Override
        public void forget() {
            forgotten.incrementAndGet();
        }

        @Override
        public Seat seat() {
            return new Seat() {
                @Override
                public boolean prepare(Slot slot) {
                    seen.add(slot.index());
                    return true;
                }

                @Override
                public void infer() {}

                @Override
                public Prediction decode() {
                    return new Prediction.ClassScores(new float[] {1});
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public void close() {}
    }

    /** @param who stands there at each look; nobody where it is empty */
    private Door watch(int stride, int frames, IntFunction<String> who, Sink sink) {
        Door door = new Door(2, new Door.Listener() {
            @Override
            public void opened(Opening opening) {
                opened.add(opening);
            }

            @Override
            public void closed(Opening opening) {
                closed.add(opening);
            }
        });
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        Doorkeeper.Eyes eyes = new Doorkeeper.Eyes(
                image -> {
                    now.set(looks.getAndIncrement());
                    return who.apply(now.get()).isEmpty() ? List.of() : List.of(FACE);
                },
                crop -> person(who.apply(now.get())),
                GALLERY);
        List<FrameModel> models = List.of(new Doorkeeper(door, eyes, stride), new BehindDoor(new Watcher(), door));
        new Pipeline(PlayedCamera.endless(), models, sink, new VirtualClock())
                .run(new RunPlan(Mode.NEWEST, OptionalDouble.of(10), frames, 1e6));
        return door;
    }

    @Test
    void opensForWhoMayPassAndClosesSomeTimeAfterTheLastLook() {
        Door door = watch(1, 100, look -> look >= 10 && look < 20 ? "ann" : "", Sink.NONE);

        // The third look in a row is frame 12; the last is frame 19, and two seconds later it closes.
        assertThat(opened).containsExactly(new Opening(1.2, 12, "ann", 1, OptionalDouble.empty()));
        assertThat(closed)
                .singleElement()
                .satisfies(one -> assertThat(one.closed()).hasValue(3.9));
        assertThat(door.openings()).isEqualTo(closed);
        assertThat(seen).startsWith(13L).endsWith(38L).hasSize(26);
        assertThat(forgotten).hasValue(1);
    }

    @Test
    void staysClosedForVisitorsStrangersAndSingleLooks() {
        watch(1, 100, look -> look < 30 ? "bob" : look < 60 ? "eve" : look % 3 == 0 ? "" : "ann", Sink.NONE);

        assertThat(opened).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void countsEachOpening() {
        Door door = watch(5, 300, look -> look < 4 || look >= 40 ? "ann" : "", Sink.NONE);

        assertThat(opened).extracting(Opening::frame).containsExactly(10L, 210L);
        assertThat(door.openings())
                .extracting(Opening::closed)
                .containsExactly(OptionalDouble.of(3.5), OptionalDouble.empty());
        assertThat(forgotten).hasValue(2);
    }

    @Test
    void tellsRulesWhoStandsThere() {
        List<Alert> alerts = new ArrayList<>();
        AlertSink sink = AlertSink.of(
                List.of(AlertRule.parse("door:stranger>0.5 for 1s"), AlertRule.parse("visitor>0.95")),
                Map.of(Doorkeeper.NAME, Doorkeeper.LABELS),
                (alert, frame, found) -> alerts.add(alert));

        watch(1, 50, look -> look < 5 ? "bob" : look < 30 ? "eve" : "", sink);

        assertThat(alerts).extracting(Alert::label).containsExactly("visitor", "stranger");
        assertThat(alerts).extracting(Alert::frame).containsExactly(0L, 15L);
    }

    @Test
    void refusesToStayOpenForNoTime() {
        assertThatThrownBy(() -> new Door(0, new Door.Listener() {
                    @Override
                    public void opened(Opening opening) {}

                    @Override
                    public void closed(Opening opening) {}
                }))
                .isInstanceOf(InvalidPlanException.class)
                .hasMessageContaining("stay open");
    }
}
