package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.study.StudyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeStudy() throws IOException {
        Files.copy(GateCommandTest.RESULT, folder.resolve(StudyResult.FILE));
        Files.createDirectories(folder.resolve("variants/fire"));
        Files.writeString(folder.resolve("variants/fire/int8.onnx"), "a model");
    }

    @Test
    void sendsARunForTheStudyAndOneForEachRow() {
        try (StandInMlflow server = StandInMlflow.start()) {
            RunResult result = track(server, "--experiment", "doors & fires", "--register", "fire/int8");

            assertThat(result.code()).as(result.err()).isZero();
            assertThat(server.problems).isEmpty();
            assertThat(result.out())
                    .isEqualTo("experiment doors & fires, run run0: 2 rows; registered fire version 1\n");
            assertThat(server.runs.values().stream()
                            .map(run -> run.field("run_name").text()))
                    .containsExactly("study quick", "fire/fp32@x86_64", "fire/int8@x86_64");
            assertThat(server.ended.values()).containsExactly("FINISHED", "FINISHED", "FINISHED");
            assertThat(server.files)
                    .containsKeys("1/run0/artifacts/result.json")
                    .containsEntry("1/run2/artifacts/model/int8.onnx", 7);
            assertThat(server.versions).containsExactly("fire mlflow-artifacts:/1/run2/artifacts/model/int8.onnx");
            assertThat(server.authorizations).containsOnly("null");
        }
    }

    @Test
    void sendsParametersAndMetricsOfARow() {
        try (StandInMlflow server = StandInMlflow.start()) {
            track(server);

            JsonTree batch = Objects.requireNonNull(server.batches.get("run2"));
            assertThat(batch.field("params").elements().stream()
                            .map(pair -> pair.field("key").text() + "="
                                    + pair.field("value").text()))
                    .contains("model=fire", "variant=int8", "device=x86_64", "verdict=VALID", "threads=1");
            assertThat(batch.field("metrics").elements().stream()
                            .map(metric -> metric.field("key").text()))
                    .contains("top1", "top1.drop", "size_bytes", "fps", "latency_ms.p95", "frame_age_ms.p50")
                    .contains("memory_bytes", "speedup", "drift.gradcam");
        }
    }

    @Test
    void goesOnInAnExperimentAndWithAModelThatAreThere() {
        try (StandInMlflow server = StandInMlflow.start()) {
            track(server, "--register", "fire/int8@x86_64");
            RunResult again = track(server, "--register", "fire/int8@x86_64");

            assertThat(again.out()).contains("registered fire version 2");
            assertThat(server.problems).isEmpty();
            assertThat(server.runs.values().stream()
                            .map(run -> run.field("experiment_id").text())
                            .distinct())
                    .containsExactly("1");
        }
    }

    @Test
    void saysWhyNoFileWasSent() {
        try (StandInMlflow server = StandInMlflow.start("s3://bucket/")) {
            RunResult result = track(server, "--register", "fire/int8");

            assertThat(result.code()).isZero();
            assertThat(result.err())
                    .contains("no files were sent: the server keeps them at s3:…", "fire/int8 was not registered");
            assertThat(server.files).isEmpty();
        }
    }

    @Test
    void tellsTheServerWhoAsksWhereThatIsSet() {
        try (StandInMlflow server = StandInMlflow.start()) {
            StudyResult study = StudyResult.read(folder);
            MlflowClient client = MlflowClient.of(server.address(), Map.of("MLFLOW_TRACKING_TOKEN", "secret"));

            new MlflowTracker(client, study, folder, 1_800_000_000_000L).track("edgeopt", Optional.empty());

            assertThat(server.authorizations).containsOnly("Bearer secret");
        }
    }

    @Test
    void refusesInOneLine() throws IOException {
        String nobody;
        try (StandInMlflow server = StandInMlflow.start()) {
            nobody = server.address();
            refused(List.of("did you mean 'fire/int8'?"), server.address(), "--register", "fire/int9");
            assertThat(server.runs).isEmpty();
        }
        refused(List.of("no MLflow server answers at " + nobody), nobody);
        refused(List.of("give the address of a server"), "localhost");
        refused(List.of("give the address of a server"), "ftp://localhost");
    }

    private void refused(List<String> words, String server, String... more) {
        String[] command = new String[4 + more.length];
        command[0] = "track";
        command[1] = folder.toString();
        command[2] = "--mlflow";
        command[3] = server;
        System.arraycopy(more, 0, command, 4, more.length);
        Refusals.assertRefused(folder, words, command);
    }

    private RunResult track(StandInMlflow server, String... more) {
        String[] command = new String[4 + more.length];
        command[0] = "track";
        command[1] = folder.toString();
        command[2] = "--mlflow";
        command[3] = server.address();
        System.arraycopy(more, 0, command, 4, more.length);
        return RunResult.of(command);
    }
}
