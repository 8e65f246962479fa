package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {
    private static final long SECOND = 1_000_000_000L;

    private final StringWriter text = new StringWriter();
    private final AtomicLong clock = new AtomicLong(5 * SECOND);

    @Test
    void saysNothingOfShortWork() {
        var progress = new ProgressLines(new PrintWriter(text), true, clock::get);

        progress.begin("evaluating", 2);
        progress.advance(1);
        clock.addAndGet(SECOND);
        progress.advance(1);
        progress.end();

        assertThat(text.toString()).isEmpty();
    }

    @Test
    void writesAPlainLineNowAndThenWithoutATerminal() {
        var progress = new ProgressLines(new PrintWriter(text), false, clock::get);

        progress.begin("evaluating", 100);
        for (int second = 1; second <= 8; second++) {
            clock.addAndGet(SECOND);
            progress.advance(10);
        }
        progress.end();

        assertThat(text.toString().lines())
                .containsExactly("evaluating: 20 of 100 (20 %), 0:08 left", "evaluating: 70 of 100 (70 %), 0:03 left");
    }

    @Test
    void redrawsABarOnATerminalAndRemovesItInTheEnd() {
        var progress = new ProgressLines(new PrintWriter(text), true, clock::get);

        progress.begin("evaluating", 4);
        clock.addAndGet(3 * SECOND);
        progress.advance(2);
        progress.end();

        String line = "evaluating: [############............] 2 of 4 (50 %), 0:03 left";
        assertThat(text).hasToString("\r" + line + "\r" + " ".repeat(line.length()) + "\r");
    }

    @Test
    void judgesSpeedByWhatWasDoneSinceItBegan() {
        var progress = new ProgressLines(new PrintWriter(text), false, clock::get);

        progress.begin("train", 100);
        progress.resume(60);
        clock.addAndGet(5 * SECOND);
        progress.advance(10);

        assertThat(text).hasToString("train: 70 of 100 (70 %), 0:15 left" + System.lineSeparator());
    }

    @Test
    void countsWhereTheTotalIsNotKnown() {
        var progress = new ProgressLines(new PrintWriter(text), false, clock::get);

        progress.begin("reading frames", 0);
        clock.addAndGet(61 * SECOND);
        progress.advance(9);

        assertThat(text).hasToString("reading frames: 9, 1:01" + System.lineSeparator());
    }

    @Test
    void showsTheWorkOfTheThreadThatCameFirst() throws InterruptedException {
        var progress = new ProgressLines(new PrintWriter(text), false, clock::get);

        progress.begin("one", 4);
        Thread other = new Thread(() -> {
            progress.begin("other", 4);
            clock.addAndGet(3 * SECOND);
            progress.advance(1);
            progress.end();
        });
        other.start();
        other.join();
        progress.advance(2);
        progress.end();

        assertThat(text).hasToString("one: 2 of 4 (50 %), 0:03 left" + System.lineSeparator());
    }

    @Test
    void showsWorkBelowThatBeganUnseen() throws InterruptedException {
        var progress = new ProgressLines(new PrintWriter(text), false, clock::get);

        progress.begin("one", 4);
        Thread other = new Thread(() -> progress.begin("other", 4));
        other.start();
        other.join();
        progress.end();
        progress.begin("next", 2);
        clock.addAndGet(3 * SECOND);
        progress.advance(1);
        progress.end();
        progress.end();

        assertThat(text).hasToString("next: 1 of 2 (50 %), 0:03 left" + System.lineSeparator());
    }

    @Test
    void takesTheBarAwayWhereSomethingElseIsSaid() {
        var progress = new ProgressLines(new PrintWriter(text), true, clock::get);

        progress.begin("evaluating", 4);
        clock.addAndGet(3 * SECOND);
        progress.advance(2);
        progress.say("a note");

        String line = "evaluating: [############............] 2 of 4 (50 %), 0:03 left";
        assertThat(text)
                .hasToString("\r" + line + "\r" + " ".repeat(line.length()) + "\ra note" + System.lineSeparator());
    }
}
