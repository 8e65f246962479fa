package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.measure.Percentiles;
import io.edgeopt.core.study.Accuracy;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.VariantFile;
import io.edgeopt.core.study.VariantRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tells an MLflow server of a study: a run for the whole, and below it one for each row. */
final class MlflowTracker {
    /** What a server takes at once. */
    private static final int MOST_PARAMETERS = 100;

    private static final int LONGEST_PARAMETER = 500;
    private static final String ARTIFACTS = "mlflow-artifacts:/";

    /**
     * What was sent.
     *
     * @param experiment under which the runs are
     * @param run of the whole study
     * @param rows how many runs are below it
     * @param registered the version of the model, where one was registered
     * @param notes what could not be sent, and why
     */
    record Tracked(String experiment, String run, int rows, Optional<String> registered, List<String> notes) {}

    private record Run(String id, String artifacts) {}

    private final MlflowClient client;
    private final StudyResult study;
    private final Path folder;
    private final long now;
    private final List<String> notes = new ArrayList<>();

    /**
     * @param folder of the study, in which its files are
     * @param now milliseconds since 1970
     */
    MlflowTracker(MlflowClient client, StudyResult study, Path folder, long now) {
        this.client = client;
        this.study = study;
        this.folder = folder;
        this.now = now;
    }

    /** Sends all; {@code register} is the row whose model is registered: {@code model/variant[@device]}. */
    Tracked track(String experiment, Optional<String> register) {
        register.ifPresent(this::checkRow);
        String id = experiment(experiment);
        Run whole = start(id, "study " + study.preset(), Map.of("mlflow.source.name", "edgeopt"));
        log(
                whole,
                Map.of("preset", study.preset(), "seed", Long.toString(study.seed()), "edgeopt", study.version()),
                Map.of());
        for (String name : List.of(StudyResult.FILE, "report.html", "report.md", "results.csv")) {
            upload(whole, folder.resolve(name), name);
        }
        int rows = 0;
        Optional<String> registered = Optional.empty();
        for (StudiedModel model : study.models()) {
            for (VariantRow row : model.rows()) {
                String name = name(model, row);
                Run run = start(id, name, Map.of("mlflow.parentRunId", whole.id()));
                log(run, parameters(model, row), metrics(row));
                Optional<String> file = row.file().flatMap(made -> uploadModel(run, made));
                if (register.isPresent() && names(register.get(), model, row) && registered.isEmpty()) {
                    registered = file.map(place -> register(model.name(), run, place));
                }
                finish(run, row.failure().isEmpty());
                rows++;
            }
        }
        finish(whole, true);
        if (register.isPresent() && registered.isEmpty()) {
            notes.add("%s was not registered: its file could not be sent".formatted(register.get()));
        }
        return new Tracked(experiment, whole.id(), rows, registered, notes);
    }

    private void checkRow(String wanted) {
        List<String> names = study.models().stream()
                .flatMap(model -> model.rows().stream().map(row -> model.name() + "/" + row.variant()))
                .distinct()
                .toList();
        boolean found = study.models().stream()
                .anyMatch(model -> model.rows().stream().anyMatch(row -> names(wanted, model, row)));
        if (!found) {
            throw new InvalidPlanException(
                    "--register: there is no row '%s'%s".formatted(wanted, Suggestion.sentence(wanted, names)));
        }
    }

    private static boolean names(String wanted, StudiedModel model, VariantRow row) {
        return wanted.equals(name(model, row)) || wanted.equals(model.name() + "/" + row.variant());
    }

    private static String name(StudiedModel model, VariantRow row) {
        return "%s/%s@%s".formatted(model.name(), row.variant(), row.device());
    }

    private String experiment(String name) {
        MlflowClient.Answer known = client.tryGet("experiments/get-by-name", "experiment_name", name);
        boolean missing = known.refusal()
                .filter(refusal -> refusal.code().equals("RESOURCE_DOES_NOT_EXIST"))
                .isPresent();
        JsonTree answer = missing
                ? client.post("experiments/create", Map.of("name", name))
                : client.answered("experiments/get-by-name", known).field("experiment");
        return answer.field("experiment_id").text();
    }

    private Run start(String experiment, String name, Map<String, String> tags) {
        Map<String, Object> body = new TreeMap<>();
        body.put("experiment_id", experiment);
        body.put("run_name", name);
        body.put("start_time", now);
        body.put("tags", pairs(tags));
        JsonTree info = client.post("runs/create", body).field("run").field("info");
        return new Run(info.field("run_id").text(), info.field("artifact_uri").text());
    }

    private void finish(Run run, boolean well) {
        client.post("runs/update", Map.of("run_id", run.id(), "status", well ? "FINISHED" : "FAILED", "end_time", now));
    }

    private void log(Run run, Map<String, String> parameters, Map<String, Double> metrics) {
        List<Map<String, Object>> values = new ArrayList<>();
        metrics.forEach((key, value) -> values.add(Map.of("key", key, "value", value, "timestamp", now, "step", 0)));
        client.post(
                "runs/log-batch",
                Map.of("run_id", run.id(), "params", pairs(parameters), "metrics", values, "tags", List.of()));
    }

    private static List<Map<String, String>> pairs(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .limit(MOST_PARAMETERS)
                        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                        .toList();
    }

    private Map<String, String> parameters(StudiedModel model, VariantRow row) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("model", model.name());
        parameters.put("variant", row.variant());
        parameters.put("device", row.device());
        parameters.put("made", row.made());
        model.task().ifPresent(task -> parameters.put("task", task.toString()));
        model.data().ifPresent(data -> parameters.put("data", data.name()));
        row.file().ifPresent(file -> parameters.put("digest", file.digest()));
        row.failure().ifPresent(why -> parameters.put("failure", why));
        row.leftOut().ifPresent(why -> parameters.put("left_out", why));
        row.speed().ifPresent(speed -> {
            parameters.put("scenario", speed.plan().scenario());
            parameters.put("backend", speed.plan().backend());
            parameters.put("threads", Integer.toString(speed.plan().threads()));
            parameters.put("verdict", speed.verdict().state().name());
        });
        parameters.replaceAll((key, value) ->
                value.length() <= LONGEST_PARAMETER ? value : value.substring(0, LONGEST_PARAMETER - 1) + "…");
        return parameters;
    }

    private static Map<String, Double> metrics(VariantRow row) {
        Map<String, Double> metrics = new TreeMap<>();
        row.accuracy()
                .map(Accuracy::scores)
                .ifPresent(scores -> scores.forEach(score -> {
                    metrics.put(score.name(), score.value());
                    metrics.put(score.name() + ".low", score.low());
                    metrics.put(score.name() + ".high", score.high());
                }));
        row.accuracy()
                .map(Accuracy::changes)
                .ifPresent(changes ->
                        changes.forEach(change -> metrics.put(change.name() + ".drop", 0 - change.difference())));
        row.file().ifPresent(file -> {
            metrics.put("size_bytes", (double) file.bytes());
            file.parameters().ifPresent(count -> metrics.put("parameters", (double) count));
            file.macs().ifPresent(macs -> metrics.put("macs", (double) macs));
        });
        row.speed().ifPresent(speed -> speed(speed, metrics));
        row.explained()
                .ifPresent(explained -> explained
                        .methods()
                        .forEach(method -> method.drift()
                                .ifPresent(drift -> metrics.put("drift." + method.name(), drift.value()))));
        // Not a number is not taken.
        metrics.values().removeIf(value -> !Double.isFinite(value));
        return metrics;
    }

    private static void speed(Speed speed, Map<String, Double> metrics) {
        metrics.put("fps", speed.fps());
        metrics.put("cpu_ms", speed.cpuMsPerFrame());
        speed.frameMs().ifPresent(times -> percentiles("latency_ms", times, metrics));
        speed.ageMs().ifPresent(times -> percentiles("frame_age_ms", times, metrics));
        speed.peakBytes().ifPresent(bytes -> metrics.put("memory_bytes", (double) bytes));
        speed.joulesPerFrame().ifPresent(joules -> metrics.put("joules_per_frame", joules));
        speed.ratio().ifPresent(ratio -> metrics.put("speedup", 1 / ratio.value()));
    }

    private static void percentiles(String name, Percentiles times, Map<String, Double> metrics) {
        for (Percentile percentile : times.known()) {
            metrics.put(name + ".p" + percentile.percent(), percentile.value());
        }
    }

    private Optional<String> uploadModel(Run run, VariantFile file) {
        Path path = folder.resolve(file.path());
        String name = "model/" + path.getFileName();
        return upload(run, path, name) ? Optional.of(run.artifacts() + "/" + name) : Optional.empty();
    }

    /** Whether it was sent. */
    private boolean upload(Run run, Path file, String name) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (!run.artifacts().startsWith(ARTIFACTS)) {
            String note = "no files were sent: the server keeps them at %s and takes none itself (--serve-artifacts)"
                    .formatted(run.artifacts().replaceFirst(":.*", ":…"));
            if (!notes.contains(note)) {
                notes.add(note);
            }
            return false;
        }
        client.put(run.artifacts().substring(ARTIFACTS.length()).replaceFirst("^/+", "") + "/" + name, file);
        return true;
    }

    private String register(String name, Run run, String source) {
        MlflowClient.Answer made = client.tryPost("registered-models/create", Map.of("name", name));
        boolean there = made.refusal()
                .filter(refusal -> refusal.code().equals("RESOURCE_ALREADY_EXISTS"))
                .isPresent();
        if (!there) {
            client.answered("registered-models/create", made);
        }
        JsonTree version = client.post(
                        "model-versions/create", Map.of("name", name, "source", source, "run_id", run.id()))
                .field("model_version");
        return name + " version " + version.field("version").text();
    }
}
