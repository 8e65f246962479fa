package io.edgeopt.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** JetPack 5 has glibc 2.31: what needs a newer one would not load on a Jetson Xavier. */
@Tag("slow")
class GlibcTest {
    private static final int ARM = 183;
    private static final int NEWEST_MINOR = 31;

    @Test
    void loadsOnArmBoardsWithGlibc231() throws IOException {
        Map<String, ElfLibrary> libraries = libraries();

        assertThat(libraries.keySet())
                .anyMatch(name -> name.endsWith("libonnxruntime.so"))
                .anyMatch(name -> name.contains("libavcodec.so"));
        assertThat(libraries).allSatisfy((name, library) -> {
            assertThat(library.machine()).as(name).isEqualTo(ARM);
            assertThat(library.versionsNeeded())
                    .as(name)
                    .filteredOn(version -> version.startsWith("GLIBC_2."))
                    .allSatisfy(version -> assertThat(minor(version)).isLessThanOrEqualTo(NEWEST_MINOR));
        });
        assertThat(libraries.values().stream().flatMap(library -> library.versionsNeeded().stream()))
                .contains("GLIBC_2.17");
    }

    private static int minor(String version) {
        return Integer.parseInt(version.replaceAll("GLIBC_2\\.(\\d+).*", "$1"));
    }

    /** All of the distribution, by jar and name. */
    private static Map<String, ElfLibrary> libraries() throws IOException {
        Map<String, ElfLibrary> found = new TreeMap<>();
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(".jar")) {
                    try (InputStream jar = zip.getInputStream(entry)) {
                        addLibraries(entry.getName(), jar.readAllBytes(), found);
                    }
                }
            }
        }
        return found;
    }

    private static void addLibraries(String name, byte[] jar, Map<String, ElfLibrary> found) throws IOException {
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().matches(".*\\.so(\\.\\d+)*")) {
                    found.put(name + "!" + entry.getName(), ElfLibrary.of(entries.readAllBytes()));
                }
            }
        }
    }

    private static Path zip() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith("-linux-aarch64.zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
