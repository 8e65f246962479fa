package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.source.Camera;
import java.util.ArrayList;
import java.util.List;

/** The life of one run: its threads begin, are watched, and end, whatever becomes of them. */
final class PipelineRun {
    private final Camera camera;
    private final Clock clock;
    private final Mode mode;
    private final Stations stations;
    private final Tally tally;
    private final List<Thread> threads = new ArrayList<>();
    private final Clock.Monitor end;
    private int alive;
    private boolean abandoned;

    PipelineRun(Camera camera, List<FrameModel> models, Sink sink, Clock clock, RunPlan plan) {
        this.camera = camera;
        this.clock = clock;
        this.mode = plan.mode();
        this.end = clock.monitor();
        this.alive = mode == Mode.ALONE ? 1 : mode == Mode.EVERY ? 3 : 2;
        this.stations = new Stations(camera, models, sink, clock, plan);
        this.tally = stations.tally();
    }

    /** @param silence nanoseconds without a sign of life after which the run is given up */
    Outcome go(long silence) {
        try {
            stations.fill();
            clock.start("edgeopt-watch", () -> watch(silence));
            start();
            boolean whole = awaitEnd();
            if (tally.ended()) {
                tally.settle();
            } else {
                stations.leftovers();
            }
            if (whole) {
                stations.release();
            }
            double seconds = (clock.nanos() - stations.began()) / 1e9;
            return new Outcome(
                    tally.counts(), stations.log(), seconds, tally.failure(), tally.ended(), camera.reconnects());
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a pipeline was interrupted", e);
        }
    }

    private void start() {
        switch (mode) {
            case ALONE -> begin("edgeopt-all", stations::alone);
            case NEWEST -> {
                begin("edgeopt-work", stations::work);
                begin("edgeopt-capture", stations::capture);
            }
            case EVERY -> {
                begin("edgeopt-infer", stations::infer);
                begin("edgeopt-prepare", stations::prepare);
                begin("edgeopt-capture", stations::capture);
            }
        }
    }

    /** A stage that can be interrupted. */
    private interface Stage {
        void run() throws InterruptedException;
    }

    private void begin(String name, Stage stage) {
        threads.add(clock.start(name, () -> {
            try {
                stage.run();
            } catch (InterruptedException e) {
                tally.end("the run was given up");
            } catch (RuntimeException | Error e) {
                tally.end(Stations.words(e));
            } finally {
                if (tally.ended()) {
                    stations.endAll();
                }
                over();
            }
        }));
    }

    private void over() {
        end.lock();
        try {
            alive--;
            end.tellAll();
        } finally {
            end.unlock();
        }
    }

    /** Waits for the threads; whether all of them came to an end. */
    private boolean awaitEnd() throws InterruptedException {
        end.lock();
        try {
            while (alive > 0 && !abandoned) {
                end.await();
            }
            return !abandoned;
        } finally {
            end.unlock();
        }
    }

    private void watch(long silence) {
        try {
            guard(silence);
        } catch (InterruptedException e) {
            stop();
        }
    }

    private void guard(long silence) throws InterruptedException {
        boolean told = false;
        end.lock();
        try {
            while (alive > 0) {
                long limit = tally.silentSince() + (told ? 2 : 1) * silence;
                if (clock.nanos() < limit) {
                    end.awaitUntil(limit);
                } else if (!told) {
                    told = true;
                    tally.end("nothing came for %d s".formatted(silence / 1_000_000_000));
                    stop();
                } else {
                    abandoned = true;
                    end.tellAll();
                    return;
                }
            }
        } finally {
            end.unlock();
        }
    }

    private void stop() {
        camera.interrupt();
        threads.forEach(Thread::interrupt);
        stations.endAll();
    }
}
