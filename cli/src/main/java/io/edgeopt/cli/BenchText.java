package io.edgeopt.cli;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.measure.Fork;
import io.edgeopt.core.measure.Measured;
import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.measure.ProcessFigures.Throttling;
import io.edgeopt.core.measure.Ratio;
import io.edgeopt.core.measure.Stage;
import io.edgeopt.core.measure.Sustained;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A benchmark as people read and paste it. */
final class BenchText {
    private BenchText() {}

    static String of(BenchResult result) {
        StringBuilder text = new StringBuilder(head(result));
        text.append('\n').append(figures(result));
        text.append('\n').append(latencies(result));
        text.append('\n').append(stages(result.models()));
        text.append('\n');
        result.models().stream()
                .filter(model -> !model.forks().isEmpty())
                .forEach(model -> text.append(EnergyText.of(name(model), model)));
        result.models().forEach(model -> model.sustained().ifPresent(whole -> text.append(sustained(model, whole))));
        limits(result).ifPresent(lines -> text.append('\n').append(lines));
        text.append('\n').append(result.verdict().state()).append('\n');
        result.verdict()
                .reasons()
                .forEach(reason -> text.append("  - ").append(reason).append('\n'));
        result.verdict()
                .advice()
                .forEach(advice -> text.append("  try: ").append(advice).append('\n'));
        return text.toString();
    }

    private static String head(BenchResult result) {
        BenchPlan plan = result.plan();
        String source = result.models().stream()
                .flatMap(model -> model.forks().stream())
                .map(Fork::source)
                .findFirst()
                .orElse(plan.source());
        String how = plan.scenario().equals("camera") ? ", " + policy(plan) : "";
        return say(
                "%s%s; source %s; %d x %.0f s, a fresh process each; %s, %s\n%s, %d cores; %s\n",
                plan.scenario(),
                how,
                source,
                plan.rounds(),
                plan.seconds(),
                plan.backend(),
                threads(plan.threads()),
                result.machine().cpu(),
                result.machine().cores(),
                result.machine().java());
    }

    private static String threads(int threads) {
        return threads == 0 ? "threads as it likes" : threads == 1 ? "1 thread" : threads + " threads";
    }

    private static String policy(BenchPlan plan) {
        return plan.policy().equals("newest") ? "the newest frame wins" : "every frame counts";
    }

    private static TextTable figures(BenchResult result) {
        TextTable table = new TextTable(
                "model",
                ">frames/s",
                ">rounds",
                ">captured",
                ">dropped",
                ">CPU ms/frame",
                ">file MB",
                ">session MB",
                ">peak MB",
                "work on a frame, to the first");
        for (Measured model : result.models()) {
            if (model.forks().isEmpty()) {
                table.row(name(model), "failed", "", "", "", "", megabytes(model.fileBytes()), "", "", "");
                continue;
            }
            table.row(
                    name(model),
                    say("%.1f", model.fps()),
                    say("%.1f-%.1f", model.slowestFps(), model.fastestFps()),
                    model.forks().stream().mapToLong(Fork::captured).sum(),
                    model.forks().stream().mapToLong(Fork::dropped).sum(),
                    say("%.2f", model.cpuMsPerFrame()),
                    megabytes(model.fileBytes()),
                    model.sessionBytes().map(BenchText::megabytes).orElse("not measured"),
                    model.peakBytes().map(BenchText::megabytes).orElse("not measured"),
                    model.ratio().map(BenchText::ratio).orElse("1"));
        }
        return table;
    }

    private static String ratio(Ratio ratio) {
        return say("%s%.3f [%.3f, %.3f]", ratio.leavesOutOne() ? "" : "≈ ", ratio.value(), ratio.low(), ratio.high());
    }

    private static TextTable latencies(BenchResult result) {
        TextTable table =
                new TextTable("model", "milliseconds", ">n", ">p50", "95 % interval", ">p90", ">p95", ">p99", ">max");
        for (Measured model : result.models()) {
            add(table, model, "work on a frame", model.frameMs());
            add(table, model, "the model alone", model.inferenceMs());
            if (result.plan().scenario().equals("camera")) {
                add(table, model, "age of a frame", model.ageMs());
                add(table, model, "age of the newest answer", model.stalenessMs());
            }
        }
        return table;
    }

    private static void add(TextTable table, Measured model, String what, Optional<Percentiles> found) {
        found.ifPresent(percentiles -> table.row(
                name(model),
                what,
                percentiles.n(),
                percentile(percentiles, 50),
                percentiles.find(50).map(BenchText::interval).orElse(""),
                percentile(percentiles, 90),
                percentile(percentiles, 95),
                percentile(percentiles, 99),
                say("%.2f", percentiles.max())));
    }

    private static String percentile(Percentiles percentiles, int percent) {
        return percentiles.find(percent).map(one -> say("%.2f", one.value())).orElse("n too small");
    }

    private static String interval(Percentile percentile) {
        return say("[%.2f, %.2f]", percentile.low(), percentile.high());
    }

    /** Medians beside each other; they need not add up to the median of the whole. */
    private static TextTable stages(List<Measured> models) {
        List<Measured> measured =
                models.stream().filter(model -> !model.stages().isEmpty()).toList();
        List<String> heads = new ArrayList<>(List.of("stage, median ms"));
        measured.forEach(model -> heads.add(">" + name(model)));
        TextTable table = new TextTable(heads.toArray(String[]::new));
        int count = measured.isEmpty() ? 0 : measured.get(0).stages().size();
        for (int i = 0; i < count; i++) {
            List<Object> cells = new ArrayList<>();
            cells.add(measured.get(0).stages().get(i).name());
            for (Measured model : measured) {
                Stage stage = model.stages().get(i);
                cells.add(say("%.3f", stage.medianMs()));
            }
            table.row(cells.toArray());
        }
        return table;
    }

    private static String sustained(Measured model, Sustained sustained) {
        String memory = sustained
                .growth()
                .map(growth -> say(
                        "resident memory grows by %.0f bytes a frame [%.0f, %.0f]",
                        growth.bytesPerFrame(), growth.low(), growth.high()))
                .orElse("resident memory was not measured");
        return say(
                "\n%s: %.2f ms of work on a frame in the first minute, %.2f ms in the last; %s\n",
                name(model), sustained.firstMs(), sustained.lastMs(), memory);
    }

    /** Only what the measuring processes themselves read back. */
    private static Optional<String> limits(BenchResult result) {
        if (result.plan().limit().isEmpty()) {
            return Optional.empty();
        }
        StringBuilder lines = new StringBuilder();
        result.plan()
                .device()
                .ifPresent(device ->
                        lines.append("simulated %s: its number of cores and its memory, but this machine's cores\n"
                                .formatted(device)));
        for (Measured model : result.models()) {
            for (Fork fork : model.forks().stream().limit(1).toList()) {
                lines.append(say(
                        "%s ran under %s CPUs and %s of memory, as read back; %s\n",
                        name(model),
                        fork.machine().cpuLimit().map(Object::toString).orElse("all"),
                        fork.machine()
                                .memoryLimit()
                                .map(bytes -> say("%.0f MiB", bytes / (double) (1 << 20)))
                                .orElse("all"),
                        throttled(model)));
            }
        }
        return Optional.of(lines.toString());
    }

    private static String throttled(Measured model) {
        List<Throttling> seen = model.forks().stream()
                .flatMap(fork -> fork.process().throttled().stream())
                .toList();
        if (seen.isEmpty()) {
            return "throttling was not measured";
        }
        return say(
                "held back in %d of %d periods, %.1f s in all",
                seen.stream().mapToLong(Throttling::held).sum(),
                seen.stream().mapToLong(Throttling::periods).sum(),
                seen.stream().mapToDouble(Throttling::seconds).sum());
    }

    private static String name(Measured model) {
        return String.valueOf(Path.of(model.model()).getFileName());
    }

    private static String megabytes(long bytes) {
        return say("%.1f", bytes / 1e6);
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
