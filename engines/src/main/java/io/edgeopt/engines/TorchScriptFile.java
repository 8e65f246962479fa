package io.edgeopt.engines;

import io.edgeopt.core.InvalidModelException;
import io.edgeopt.core.UnsupportedModelException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * What a TorchScript archive says of its {@code forward}: the names of its arguments, and how many tensors it returns.
 * The archive is a zip with the program as text and its objects pickled.
 */
final class TorchScriptFile {
    private static final String EXPORT =
            "; this is not TorchScript: export it with torch.jit.script or torch.jit.trace, or to ONNX";

    /** The first class that the pickle names is the model's own. */
    private static final Pattern MAIN_CLASS = Pattern.compile("c(__torch__[\\w.]*)\\n(\\w+)\\n");

    private static final Pattern FORWARD =
            Pattern.compile("def forward\\(self: [\\w.]+,?\\s*(.*?)\\) -> (.*?):\\s*\\n", Pattern.DOTALL);

    private final List<String> inputs;
    private final List<String> outputs;

    private TorchScriptFile(List<String> inputs, List<String> outputs) {
        this.inputs = inputs;
        this.outputs = outputs;
    }

    List<String> inputs() {
        return inputs;
    }

    /** Empty where the return type does not fix their number. */
    List<String> outputs() {
        return outputs;
    }

    static TorchScriptFile read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry data = entry(zip, "/data.pkl")
                    .orElseThrow(
                            () -> new InvalidModelException("%s is a zip without data.pkl%s".formatted(file, EXPORT)));
            String folder = data.getName().substring(0, data.getName().length() - "data.pkl".length());
            if (zip.getEntry(folder + "constants.pkl") == null) {
                throw new InvalidModelException(
                        "%s holds pickled weights or a pickled module, without its program%s".formatted(file, EXPORT));
            }
            Matcher main = MAIN_CLASS.matcher(text(zip, data, StandardCharsets.ISO_8859_1));
            if (!main.find()) {
                throw new InvalidModelException("%s names no class of its own%s".formatted(file, EXPORT));
            }
            String program = folder + "code/" + main.group(1).replace('.', '/') + ".py";
            ZipEntry code = Optional.ofNullable(zip.getEntry(program))
                    .orElseThrow(
                            () -> new InvalidModelException("%s lacks %s; copy it again".formatted(file, program)));
            return parse(file.toString(), main.group(2), text(zip, code, StandardCharsets.UTF_8));
        } catch (ZipException e) {
            throw new InvalidModelException("%s is no zip archive%s".formatted(file, EXPORT), e);
        } catch (IOException e) {
            throw new InvalidModelException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    static TorchScriptFile parse(String file, String mainClass, String program) {
        int start = Math.max(0, program.indexOf("class " + mainClass + "("));
        Matcher forward = FORWARD.matcher(program).region(start, program.length());
        if (!forward.find()) {
            throw new UnsupportedModelException("the module in %s has no method forward".formatted(file));
        }
        List<String> inputs = new ArrayList<>();
        // Types may hold commas of their own; they are then no tensors.
        for (String argument : forward.group(1).split(",\\s*(?=\\w+:)", -1)) {
            String[] parts = argument.strip().split(":\\s*", 2);
            if (parts.length != 2 || !parts[1].equals("Tensor")) {
                throw new UnsupportedModelException(
                        "forward of the module in %s takes '%s'; edgeopt passes tensors alone"
                                .formatted(file, argument.strip()));
            }
            inputs.add(parts[0]);
        }
        return new TorchScriptFile(inputs, outputs(forward.group(2).strip()));
    }

    private static List<String> outputs(String type) {
        if (type.equals("Tensor")) {
            return List.of("output");
        }
        List<String> outputs = new ArrayList<>();
        if (type.matches("Tuple\\[Tensor(, Tensor)*]")) {
            for (int i = 0; i < type.split(",", -1).length; i++) {
                outputs.add("output" + i);
            }
        }
        return outputs;
    }

    private static Optional<ZipEntry> entry(ZipFile zip, String ending) {
        return zip.stream()
                .<ZipEntry>map(entry -> entry)
                .filter(entry -> entry.getName().endsWith(ending)
                        && entry.getName().indexOf('/') == entry.getName().length() - ending.length())
                .findFirst();
    }

    private static String text(ZipFile zip, ZipEntry entry, java.nio.charset.Charset charset) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readAllBytes(), charset);
        }
    }
}
