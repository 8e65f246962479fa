package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How many bits the weights of each layer get: one number for all, or a file with a line for each layer or kind of name.
 *
 * <pre>{@code
 * # comments and empty lines are skipped
 * default = 4
 * features.0.* = 8        a star stands for any text
 * classifier = float      left as it is
 * }</pre>
 *
 * <p>A name is a layer's or a weight's; where several lines fit, the last one counts.
 */
public final class LayerBits {
    private static final int FLOAT = 32;

    private record Line(int number, String name, Pattern pattern, int bits) {
        boolean fits(String text) {
            return pattern.matcher(text).matches();
        }
    }

    private final String source;
    private final int usual;
    private final List<Line> lines;

    private LayerBits(String source, int usual, List<Line> lines) {
        this.source = source;
        this.usual = usual;
        this.lines = List.copyOf(lines);
    }

    /** The same for every layer. */
    public static LayerBits of(int bits) {
        return new LayerBits("", bits, List.of());
    }

    /** A number, or else the file of that name; layers that the file does not name get {@code usual}. */
    public static LayerBits parse(String numberOrFile, int usual) {
        return numberOrFile.matches("-?\\d{1,9}")
                ? of(Integer.parseInt(numberOrFile))
                : read(Path.of(numberOrFile), usual);
    }

    public static LayerBits read(Path file, int usual) {
        int chosen = usual;
        List<Line> lines = new ArrayList<>();
        List<String> texts = InputFile.text(file, "file of bits").lines().toList();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).replaceFirst("#.*", "").strip();
            if (text.isEmpty()) {
                continue;
            }
            int equals = text.lastIndexOf('=');
            if (equals <= 0) {
                throw new InvalidPlanException(
                        "%s, line %d: expected 'layer = bits', found '%s'".formatted(file, i + 1, text));
            }
            String name = text.substring(0, equals).strip();
            int bits = bits(file, i + 1, text.substring(equals + 1).strip());
            if (name.equals("default")) {
                chosen = bits;
            } else {
                lines.add(new Line(i + 1, name, pattern(name), bits));
            }
        }
        return new LayerBits(file.toString(), chosen, lines);
    }

    private static Pattern pattern(String name) {
        StringBuilder pattern = new StringBuilder();
        for (String part : name.split("[*]", -1)) {
            pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString());
    }

    private static int bits(Path file, int line, String text) {
        if (text.equals("float")) {
            return FLOAT;
        }
        if (!text.matches("\\d{1,2}")) {
            throw new InvalidPlanException(
                    "%s, line %d: expected a number of bits or 'float', found '%s'".formatted(file, line, text));
        }
        return Integer.parseInt(text);
    }

    /** The bits of a weight; empty where it stays in float. */
    public OptionalInt of(WeightTensor weight) {
        int bits = usual;
        for (Line line : lines) {
            bits = line.fits(weight.layer()) || line.fits(weight.name()) ? line.bits() : bits;
        }
        return bits == FLOAT ? OptionalInt.empty() : OptionalInt.of(bits);
    }

    /** Fails where bits are not between the two, or a line fits no weight. */
    public LayerBits checked(int least, int most, Collection<WeightTensor> weights) {
        checkRange(least, most, usual, source.isEmpty() ? "bits" : source + ": default");
        for (Line line : lines) {
            checkRange(least, most, line.bits(), "%s, line %d".formatted(source, line.number()));
            if (weights.stream().noneMatch(weight -> line.fits(weight.layer()) || line.fits(weight.name()))) {
                List<String> layers = weights.stream().map(WeightTensor::layer).toList();
                throw new InvalidPlanException("%s, line %d: no layer with weights is called '%s'%s"
                        .formatted(source, line.number(), line.name(), Suggestion.sentence(line.name(), layers)));
            }
        }
        return this;
    }

    private static void checkRange(int least, int most, int bits, String place) {
        if (bits != FLOAT && (bits < least || bits > most)) {
            throw new InvalidPlanException(
                    "%s: weights cannot have %d bits here; choose %d to %d".formatted(place, bits, least, most));
        }
    }
}
