package io.edgeopt.core.runtime.ort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrtNativesTest {
    @TempDir
    private Path cache;

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void unpacksTheLibrariesOnceAndMendsWhatWasDamaged() throws IOException {
        Path folder = OrtNatives.unpack(cache).orElseThrow();
        Path library = folder.resolve(System.mapLibraryName("onnxruntime"));
        long size = Files.size(library);
        Files.write(library, new byte[] {1});

        assertThat(OrtNatives.unpack(cache)).contains(folder);

        assertThat(library).hasSize(size);
        assertThat(names(folder))
                .contains(System.mapLibraryName("onnxruntime"), System.mapLibraryName("onnxruntime4j_jni"));
    }

    @Test
    void survivesTwoThatStartAtOnce() throws Exception {
        ExecutorService starts = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> folders =
                    starts.invokeAll(List.of(this::unpacked, this::unpacked, this::unpacked, this::unpacked));
            for (Future<Path> folder : folders) {
                assertThat(folder.get().resolve(System.mapLibraryName("onnxruntime")))
                        .isNotEmptyFile();
            }
            assertThat(names(folders.get(0).get())).noneMatch(name -> name.endsWith(".tmp"));
        } finally {
            starts.shutdownNow();
        }
    }

    private Path unpacked() {
        return OrtNatives.unpack(cache).orElseThrow();
    }

    @Test
    void leavesTheUnpackingToOnnxRuntimeWhereTheCacheCannotBeWritten() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "not a folder");

        assertThat(OrtNatives.unpack(file)).isEmpty();
    }

    @Test
    void namesPlatformsAsTheJarDoes() {
        assertThat(OrtNatives.platform("Linux", "amd64")).isEqualTo("linux-x64");
        assertThat(OrtNatives.platform("Linux", "aarch64")).isEqualTo("linux-aarch64");
        assertThat(OrtNatives.platform("Mac OS X", "aarch64")).isEqualTo("osx-aarch64");
        assertThat(OrtNatives.platform("Windows 11", "amd64")).isEqualTo("win-x64");
    }
}
