package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.Clock;
import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.Slot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done to frames: the stages of a run, each for one thread, and the places between them. */
final class Stations {
    /** Room between stages where none is left out. */
    private static final int PLACES = 2;

    private final Camera camera;
    private final Sink sink;
    private final Clock clock;
    private final RunPlan plan;
    private final long began;
    private final Tally tally;
    private final FrameLog log;
    private final HandOver<Slot> freeSlots;
    private final HandOver<Slot> frames;
    private final HandOver<Job> freeJobs;
    private final HandOver<Job> prepared;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private long turn;

    /** Memory for the frames that can be on their way at a time; nothing runs yet. */
    Stations(Camera camera, List<FrameModel> models, Sink sink, Clock clock, RunPlan plan) {
        this.camera = camera;
        this.sink = sink;
        this.clock = clock;
        this.plan = plan;
        boolean every = plan.mode() == Mode.EVERY;
        // In hand at each stage and at each place between.
        int slotCount = plan.mode() == Mode.ALONE ? 1 : every ? 2 * PLACES + 3 : 3;
        int jobCount = every ? PLACES + 2 : 1;
        this.freeSlots = HandOver.waiting(clock, slotCount);
        this.frames = every ? HandOver.waiting(clock, PLACES) : HandOver.newest(clock);
        this.freeJobs = HandOver.waiting(clock, jobCount);
        this.prepared = HandOver.waiting(clock, PLACES);
        for (int i = 0; i < slotCount; i++) {
            slots.add(camera.slot());
        }
        Turns turns = Turns.of(models.stream().map(FrameModel::stride).toList());
        for (int i = 0; i < jobCount; i++) {
            jobs.add(new Job(clock, models, turns));
        }
        this.began = clock.nanos();
        this.tally = new Tally(began);
        this.log = new FrameLog(began);
    }

    Tally tally() {
        return tally;
    }

    FrameLog log() {
        return log;
    }

    long began() {
        return began;
    }

    /** Lays all memory out where it is taken from. */
    void fill() throws InterruptedException {
        for (Slot slot : slots) {
            freeSlots.put(slot);
        }
        for (Job job : jobs) {
            freeJobs.put(job);
        }
    }

    /** So that no stage waits for one that is no more. */
    void endAll() {
        frames.end();
        prepared.end();
        freeSlots.end();
        freeJobs.end();
    }

    void capture() throws InterruptedException {
        Schedule schedule = new Schedule(clock, plan, began);
        @Nullable Slot slot = freeSlots.take();
        while (slot != null && schedule.awaitNext() && !tally.ended()) {
            if (grab(slot, schedule)) {
                Slot displaced = frames.put(slot);
                if (displaced != null) {
                    tally.dropped();
                    freeSlots.put(displaced);
                }
                slot = freeSlots.take();
            } else if (schedule.isOver()) {
                break;
            }
        }
        frames.end();
    }

    /** Whether a frame is in the slot. */
    private boolean grab(Slot slot, Schedule schedule) {
        long asked = clock.nanos();
        Camera.Grab grab = camera.grab(slot);
        if (grab == Camera.Grab.END) {
            schedule.end();
            return false;
        }
        long now = clock.nanos();
        tally.captured(now);
        slot.stamp(schedule.count(), schedule.due(now), asked, now);
        schedule.advance();
        if (grab == Camera.Grab.DAMAGED) {
            if (!tally.failed("a frame was damaged", now)) {
                schedule.end();
            }
            return false;
        }
        return true;
    }

    void alone() throws InterruptedException {
        Schedule schedule = new Schedule(clock, plan, began);
        Slot slot = slots.get(0);
        Job job = jobs.get(0);
        while (schedule.awaitNext() && !tally.ended()) {
            if (grab(slot, schedule)) {
                boolean ready = prepare(job, slot) && infer(job);
                if (!ready && tally.ended()) {
                    return;
                }
            }
        }
    }

    void work() throws InterruptedException {
        Job job = jobs.get(0);
        @Nullable Slot slot = frames.take();
        while (slot != null) {
            boolean ready = prepare(job, slot) && infer(job);
            freeSlots.put(slot);
            if (!ready && tally.ended()) {
                return;
            }
            slot = frames.take();
        }
    }

    void prepare() throws InterruptedException {
        @Nullable Slot slot = frames.take();
        while (slot != null) {
            @Nullable Job job = freeJobs.take();
            if (job == null) {
                tally.dropped();
                return;
            }
            if (!prepare(job, slot)) {
                freeSlots.put(slot);
                freeJobs.put(job);
            } else if (prepared.put(job) != null) {
                tally.dropped();
                return;
            }
            slot = tally.ended() ? null : frames.take();
        }
        prepared.end();
    }

    void infer() throws InterruptedException {
        @Nullable Job job = prepared.take();
        while (job != null) {
            infer(job);
            freeSlots.put(job.slot());
            freeJobs.put(job);
            job = tally.ended() ? null : prepared.take();
        }
    }

    /** The boundary of a stage: what fails in it is a failed frame. */
    private boolean prepare(Job job, Slot slot) {
        try {
            job.prepare(slot, turn++);
            return true;
        } catch (RuntimeException e) {
            tally.failed(words(e), clock.nanos());
            return false;
        }
    }

    private boolean infer(Job job) {
        try {
            job.infer();
            job.deliver(sink);
            log.add(job);
            tally.processed(job.done());
            return true;
        } catch (RuntimeException e) {
            tally.failed(words(e), clock.nanos());
            return false;
        }
    }

    static String words(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** Frames that nobody took when the run ended. */
    void leftovers() {
        while (frames.drain() != null) {
            tally.dropped();
        }
        while (prepared.drain() != null) {
            tally.dropped();
        }
    }

    /** When no thread is at work any more. */
    void release() {
        slots.forEach(Slot::release);
        jobs.forEach(Job::close);
    }
}
