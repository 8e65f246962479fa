package io.edgeopt.optimizers.quantize.weights;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How many bits the weights of each layer get: one number for all, a mean, or a file with a line for each layer or kind of
 * name.
 *
 * <pre>{@code
 * # comments and empty lines are skipped
 * default = 4
 * features.0.* = 8        a star stands for any text
 * classifier = float      left as it is
 * }</pre>
 *
 * <p>A name is a layer's or a weight's; where several lines fit, the last one counts. With {@code mean:4} instead of a
 * number small layers get more bits than 4 and large ones fewer (see {@link BitBudget}).
 */
public final class LayerBits {
    private static final int FLOAT = 32;
    private static final String MEAN = "mean:";

    private record Line(int number, String name, Pattern pattern, int bits) {
        boolean fits(WeightTensor weight) {
            return pattern.matcher(weight.layer()).matches()
                    || pattern.matcher(weight.name()).matches();
        }
    }

    /** What a layer gets that no line names. */
    private record Usual(double bits, boolean isMean) {}

    private final String source;
    private final Usual usual;
    private final List<Line> lines;
    /** By the weight's name, where a mean is asked for and the weights are known. */
    private final Map<String, Integer> spread;

    private LayerBits(String source, Usual usual, List<Line> lines, Map<String, Integer> spread) {
        this.source = source;
        this.usual = usual;
        this.lines = List.copyOf(lines);
        this.spread = Map.copyOf(spread);
    }

    /** The same for every layer. */
    public static LayerBits of(int bits) {
        return new LayerBits("", new Usual(bits, false), List.of(), Map.of());
    }

    /** A number, a mean, or else the file of that name, whose {@code default} is {@code usual} unless it says so. */
    public static LayerBits parse(String text, String usual) {
        return isCount(text) ? new LayerBits("", usual(text), List.of(), Map.of()) : read(Path.of(text), usual);
    }

    private static boolean isCount(String text) {
        return text.matches("-?\\d{1,9}") || text.matches(MEAN + "\\d{1,2}([.]\\d{1,3})?");
    }

    private static Usual usual(String text) {
        boolean mean = text.startsWith(MEAN);
        return new Usual(Double.parseDouble(mean ? text.substring(MEAN.length()) : text), mean);
    }

    private static LayerBits read(Path file, String usual) {
        Usual chosen = usual(usual);
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
            String value = text.substring(equals + 1).strip();
            if (name.equals("default") && isCount(value)) {
                chosen = usual(value);
            } else if (name.equals("default")) {
                chosen = new Usual(bits(file, i + 1, value), false);
            } else {
                lines.add(new Line(i + 1, name, pattern(name), bits(file, i + 1, value)));
            }
        }
        return new LayerBits(file.toString(), chosen, lines, Map.of());
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
        int bits = spread.getOrDefault(weight.name(), (int) usual.bits());
        for (Line line : lines) {
            bits = line.fits(weight) ? line.bits() : bits;
        }
        return bits == FLOAT ? OptionalInt.empty() : OptionalInt.of(bits);
    }

    /** The same for these weights; fails where bits are not between the two, or a line fits no weight. */
    public LayerBits checked(int least, int most, Collection<WeightTensor> weights) {
        checkRange(least, most, usual.bits(), source.isEmpty() ? "bits" : source + ": default");
        for (Line line : lines) {
            checkRange(least, most, line.bits(), "%s, line %d".formatted(source, line.number()));
            if (weights.stream().noneMatch(line::fits)) {
                List<String> layers = weights.stream().map(WeightTensor::layer).toList();
                throw new InvalidPlanException("%s, line %d: no layer with weights is called '%s'%s"
                        .formatted(source, line.number(), line.name(), Suggestion.sentence(line.name(), layers)));
            }
        }
        if (!usual.isMean()) {
            return this;
        }
        List<WeightTensor> unnamed = weights.stream()
                .filter(weight -> lines.stream().noneMatch(line -> line.fits(weight)))
                .toList();
        return new LayerBits(source, usual, lines, BitBudget.spread(usual.bits(), least, most, unnamed));
    }

    private static void checkRange(int least, int most, double bits, String place) {
        if (bits != FLOAT && (bits < least || bits > most)) {
            throw new InvalidPlanException("%s: weights cannot have %s bits here; choose %d to %d"
                    .formatted(place, bits == Math.rint(bits) ? String.valueOf((long) bits) : bits, least, most));
        }
    }
}
