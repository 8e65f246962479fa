package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.testkit.net.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackCommandTest {
    @TempDir
    private Path folder;

    @Test
    void givesTheVeryFileBack() throws IOException {
        Path model = folder.resolve("model.onnx");
        Path archive = folder.resolve("model.edz");
        Path back = folder.resolve("back.onnx");
        Networks.named("shufflenet_v2_x0_5").small().write(model);

        RunResult packed = RunResult.of("pack", model.toString(), "-o", archive.toString());
        RunResult unpacked = RunResult.of("unpack", archive.toString(), "-o", back.toString());

        assertThat(packed.code()).as(packed.err()).isZero();
        assertThat(packed.out()).contains("coded by", "planes-4", "wrote " + archive);
        assertThat(unpacked.code()).as(unpacked.err()).isZero();
        assertThat(Files.readAllBytes(back)).isEqualTo(Files.readAllBytes(model));
        assertThat(Files.size(archive)).isLessThan(Files.size(model));
    }

    @Test
    void leavesWhatIsThereWhereAnArchiveIsDamaged() throws IOException {
        Path archive = folder.resolve("model.edz");
        Path back = Files.writeString(folder.resolve("back.onnx"), "kept");
        Files.writeString(archive, "EDZ\u001a no archive");

        RunResult result = RunResult.of("unpack", archive.toString(), "-o", back.toString());

        assertThat(result.code()).isEqualTo(Exit.USER.code());
        assertThat(result.err().lines()).hasSize(1);
        assertThat(back).hasContent("kept");
    }
}
