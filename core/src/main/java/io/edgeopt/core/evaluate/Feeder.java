package io.edgeopt.core.evaluate;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.feed.InputMaker;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Reads batches in a thread of its own while the model works on the one before. */
final class Feeder {
    /** One input, the samples in it, and how the picture of each lies in it. */
    private record Batch(Tensor input, List<Sample> samples, List<View> views) {}

    private final Session session;
    private final Head head;
    private final InputMaker maker;
    private final int batch;

    Feeder(Session session, Head head, InputMaker maker, int batch) {
        this.session = session;
        this.head = head;
        this.maker = maker;
        this.batch = batch;
    }

    void feed(Judge judge, Progress progress) {
        String input = session.inputs().get(0).name();
        ExecutorService reader = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "edgeopt-reader");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Future<Batch> next = reader.submit(() -> read(judge, 0));
            for (int first = 0; first < judge.size(); first += batch) {
                Batch ready = await(next);
                int after = first + batch;
                if (after < judge.size()) {
                    next = reader.submit(() -> read(judge, after));
                }
                Map<String, Tensor> outputs = session.run(Map.of(input, ready.input()));
                for (int item = 0; item < ready.views().size(); item++) {
                    judge.add(
                            ready.samples().get(item),
                            head.decode(outputs, item, ready.views().get(item)));
                }
                progress.advance(ready.views().size());
            }
        } finally {
            end(reader);
        }
    }

    /** Waits for what is being read: it may use a model that is closed next. */
    private static void end(ExecutorService reader) {
        reader.shutdownNow();
        try {
            reader.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch read(Judge judge, int first) {
        int count = Math.min(batch, judge.size() - first);
        List<Sample> samples = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            samples.add(judge.sample(first + item));
        }
        Tensor input = maker.allocate(count, samples.get(0).content());
        List<View> views = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            views.add(maker.fill(samples.get(item), input, item));
        }
        return new Batch(input, samples, views);
    }

    private static Batch await(Future<Batch> next) {
        try {
            return next.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EdgeoptException failure) {
                throw failure;
            }
            throw new IllegalStateException("reading samples failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading samples", e);
        }
    }
}
