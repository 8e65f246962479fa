package io.edgeopt.core.runtime.ort;

import ai.onnxruntime.OrtEnvironment;
import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.io.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;

/**
 * The native libraries, unpacked from their jar once and for all. ONNX Runtime itself unpacks them to a temporary folder
 * at every start, which takes longer than loading a small model, and leaves them there when the process is killed.
 */
final class OrtNatives {
    /** Read by ONNX Runtime's loader, once, when its first class is touched. */
    static final String PATH_PROPERTY = "onnxruntime.native.path";

    private static final List<String> LIBRARIES = List.of(
            "onnxruntime",
            "onnxruntime4j_jni",
            "onnxruntime_providers_shared",
            "onnxruntime_providers_cuda",
            "onnxruntime_providers_tensorrt");

    private OrtNatives() {}

    /**
     * Tells the loader of a folder with the libraries. Does nothing where the user named one already, and leaves the
     * unpacking to ONNX Runtime where {@code cache} cannot be written.
     */
    static void prepare(Path cache) {
        if (System.getProperty(PATH_PROPERTY) == null) {
            unpack(cache).ifPresent(folder -> System.setProperty(PATH_PROPERTY, folder.toString()));
        }
    }

    /** The folder that holds the libraries of this platform; empty where there are none or it cannot be written. */
    static Optional<Path> unpack(Path cache) {
        String platform = platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Optional<JarEntry> main = entry(platform, LIBRARIES.get(0));
        if (main.isEmpty()) {
            return Optional.empty();
        }
        // The checksum tells builds of one version apart, such as those with and without CUDA.
        Path folder = cache.resolve(
                String.format(Locale.ROOT, "%s-%08x", platform, main.get().getCrc()));
        try {
            for (String library : LIBRARIES) {
                Optional<JarEntry> entry = entry(platform, library);
                if (entry.isPresent()) {
                    unpack(platform, library, entry.get().getSize(), folder);
                }
            }
            return Optional.of(folder);
        } catch (EdgeoptException | IOException e) {
            return Optional.empty();
        }
    }

    /** Two processes that start at once write the same bytes, each moves its file into place whole. */
    private static void unpack(String platform, String library, long size, Path folder) throws IOException {
        Path file = folder.resolve(System.mapLibraryName(library));
        if (Files.isRegularFile(file) && Files.size(file) == size) {
            return;
        }
        URL source = OrtEnvironment.class.getResource(resource(platform, library));
        if (source != null) {
            AtomicFile.write(file, out -> {
                try (InputStream in = source.openStream()) {
                    in.transferTo(out);
                }
            });
        }
    }

    private static Optional<JarEntry> entry(String platform, String library) {
        URL source = OrtEnvironment.class.getResource(resource(platform, library));
        if (source == null) {
            return Optional.empty();
        }
        try {
            URLConnection connection = source.openConnection();
            return connection instanceof JarURLConnection jar
                    ? Optional.ofNullable(jar.getJarEntry())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String resource(String platform, String library) {
        return "/ai/onnxruntime/native/" + platform + "/" + System.mapLibraryName(library);
    }

    /** As ONNX Runtime names it in its jar. */
    static String platform(String system, String processor) {
        String os = system.toLowerCase(Locale.ROOT);
        String name = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
        String arch = processor.toLowerCase(Locale.ROOT);
        return name + "-" + (arch.startsWith("aarch64") || arch.startsWith("arm64") ? "aarch64" : "x64");
    }
}
