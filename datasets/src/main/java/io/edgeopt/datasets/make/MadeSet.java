package io.edgeopt.datasets.make;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.DataDigest;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.NewFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Draws a data set and writes its folder: several threads draw, the result hangs on the seed alone. */
public final class MadeSet {
    /** The file in the folder that says how it was made. */
    public static final String ACCOUNT = "made.json";

    /**
     * What to make.
     *
     * @param counts samples of each part
     * @param threads that draw; 0 for as many as there are processors
     * @param command what the user typed, for the account
     * @param edgeopt the version of this tool, for the account
     */
    public record Order(
            Maker maker,
            Layout layout,
            Map<Part, Integer> counts,
            long seed,
            int threads,
            String command,
            String edgeopt) {
        public Order {
            if (!maker.layouts().contains(layout)) {
                throw new InvalidPlanException(
                        "%s cannot be laid out as %s; can be: %s".formatted(maker.name(), layout, maker.layouts()));
            }
            if (counts.values().stream().mapToInt(Integer::intValue).sum() < 1) {
                throw new InvalidPlanException("no sample of %s to make; ask for one or more".formatted(maker.name()));
            }
            counts = Map.copyOf(counts);
        }
    }

    /** How a folder was made; the same order gives the same digest on one version of Java. */
    public record Account(
            String maker,
            int drawing,
            String edgeopt,
            String java,
            String command,
            long seed,
            String layout,
            List<String> labels,
            int samples,
            SortedMap<String, SortedMap<String, Integer>> parts,
            String digest) {}

    private final Order order;
    private final SortedMap<String, SortedMap<String, Integer>> parts = new TreeMap<>();
    private int samples;

    private MadeSet(Order order) {
        this.order = order;
    }

    /** Writes into a folder that is new or empty. */
    public static Account write(Path out, Order order, Progress progress) {
        MadeSet set = new MadeSet(order);
        List<Account> account = new ArrayList<>();
        NewFolder.write(out, folder -> account.add(set.fill(folder, progress)));
        return account.get(0);
    }

    private Account fill(Path folder, Progress progress) throws IOException {
        int total = order.counts().values().stream().mapToInt(Integer::intValue).sum();
        progress.begin("drawing " + order.maker().name(), total);
        SampleFiles files = SampleFiles.of(order.layout(), order.maker().labels(), folder);
        int threads =
                order.threads() > 0 ? order.threads() : Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Deque<Future<Drawn>> waiting = new ArrayDeque<>();
            for (Part part : Part.values()) {
                for (int i = 0; i < order.counts().getOrDefault(part, 0); i++) {
                    int index = i;
                    waiting.add(pool.submit(() -> draw(part, index)));
                    // Few pictures wait in memory; they are written in order.
                    if (waiting.size() >= 4 * threads) {
                        take(waiting.remove(), files, progress);
                    }
                }
            }
            while (!waiting.isEmpty()) {
                take(waiting.remove(), files, progress);
            }
        } finally {
            pool.shutdownNow();
            progress.end();
        }
        files.finish();
        Account account = new Account(
                order.maker().name(),
                order.maker().version(),
                order.edgeopt(),
                Runtime.version().toString(),
                order.command(),
                order.seed(),
                order.layout().toString(),
                order.maker().labels(),
                samples,
                parts,
                DataDigest.ofContent(
                        Datasets.open(folder, order.layout().format()).dataset()));
        AtomicFile.write(folder.resolve(ACCOUNT), Json.write(account));
        return account;
    }

    private Drawn draw(Part part, int index) {
        Maker maker = order.maker();
        Made made = maker.draw(part, index, Chance.of(order.seed(), maker.name(), part, index));
        List<byte[]> frames = made.frames().stream()
                .map(frame -> ImageWriter.jpeg(frame, made.quality()))
                .toList();
        return new Drawn(part, index, made, frames);
    }

    private void take(Future<Drawn> future, SampleFiles files, Progress progress) throws IOException {
        Drawn drawn = result(future);
        files.add(drawn);
        samples++;
        Truth truth = drawn.made().truth();
        SortedMap<String, Integer> counts = parts.computeIfAbsent(drawn.part().folder(), part -> new TreeMap<>());
        if (truth instanceof Truth.Label label) {
            counts.merge(order.maker().labels().get(label.index()), 1, Integer::sum);
        } else if (truth instanceof Truth.Identity identity) {
            counts.merge(identity.person(), 1, Integer::sum);
        } else {
            drawn.made()
                    .boxes()
                    .forEach(box -> counts.merge(order.maker().labels().get(box.label()), 1, Integer::sum));
        }
        progress.advance(1);
    }

    private static Drawn result(Future<Drawn> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while drawing", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure
                    ? failure
                    : new IllegalStateException("drawing failed", e.getCause());
        }
    }
}
