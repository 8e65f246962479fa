package io.edgeopt.engines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a TorchScript file without PyTorch: a zip with the program as text and an empty module pickled. */
final class TorchScriptArchive {
    private TorchScriptArchive() {}

    static Path write(Path file, String forward) throws IOException {
        String program = """
                class Ops(Module):
                  __parameters__ = []
                  __buffers__ = []
                  training : bool
                  def forward(self: __torch__.Ops, %s
                """.formatted(forward);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "version", "3\n");
            add(zip, "byteorder", "little");
            add(zip, "constants.pkl", "\u0080\u0002).");
            // Protocol 2; the class; no arguments; an object whose state is {training: true}.
            add(zip, "data.pkl", "\u0080\u0002c__torch__\nOps\n)\u0081}(X\u0008\u0000\u0000\u0000training\u0088ub.");
            add(zip, "code/__torch__.py", program);
        }
        return file;
    }

    /** What torch.save makes of a dictionary of weights: a pickle, and no program. */
    static Path writeWeights(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            add(zip, "data.pkl", "\u0080\u0002}.");
            add(zip, "version", "3\n");
        }
        return file;
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("ops/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
