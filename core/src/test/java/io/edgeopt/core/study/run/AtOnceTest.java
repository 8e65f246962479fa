package io.edgeopt.core.study.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class AtOnceTest {
    @Test
    void worksOnSeveralThingsAtOnce() {
        CountDownLatch both = new CountDownLatch(2);
        Queue<String> done = new ConcurrentLinkedQueue<>();

        AtOnce.each(List.of("a", "b"), 2, thing -> {
            both.countDown();
            // Each goes on only when the other is at work too.
            try {
                both.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.add(thing);
        });

        assertThat(done).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void worksInTheCallersThreadWhereOneIsEnough() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        AtOnce.each(List.of("a", "b"), 1, thing -> threads.add(Thread.currentThread()));

        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void throwsWhatTheWorkThrew() {
        assertThatThrownBy(() -> AtOnce.each(List.of("a", "b"), 2, thing -> {
                    throw new InvalidDataException("no " + thing);
                }))
                .isInstanceOf(InvalidDataException.class);
    }
}
