package io.edgeopt.optimizers.quantize.place;

import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Graphs from lines such as {@code y = Relu(x)}; what no line makes is a weight. */
public final class Lines {
    private Lines() {}

    public static Model model(String outputs, String... lines) {
        return edited(outputs, lines).model();
    }

    /** The same, to be changed further. */
    public static GraphEditor edited(String outputs, String... lines) {
        GraphEditor editor = Model.empty("small", 17).edit();
        editor.addInput(ValueInfo.of("x", ElementType.FLOAT, Shape.of(1, 4, 8, 8)));
        List<String> made = Arrays.stream(lines)
                .flatMap(line ->
                        Arrays.stream(line.substring(0, line.indexOf('=')).split("[,\\s]+", -1)))
                .toList();
        for (String line : lines) {
            List<String> words = Arrays.stream(line.split("[=(),\\s]+", -1))
                    .filter(word -> !word.isEmpty())
                    .toList();
            int results = line.substring(0, line.indexOf('=')).split(",", -1).length;
            List<String> read = words.subList(results + 1, words.size());
            List<String> given =
                    read.stream().filter(name -> !made.contains(name)).toList();
            given.stream()
                    .filter(name -> name.startsWith("w"))
                    .forEach(name -> editor.set(name, Tensor.of(new float[16], 4, 4, 1, 1)));
            given.stream()
                    .filter(name -> name.startsWith("m"))
                    .forEach(name -> editor.set(name, Tensor.of(new float[64], 8, 8)));
            given.stream().filter(name -> name.startsWith("c")).forEach(name -> editor.set(name, Tensor.scalar(3f)));
            editor.add(
                    Node.of(words.get(results), read, words.subList(0, results)).withName(words.get(0)));
        }
        for (String output : outputs.split(" ", -1)) {
            editor.addOutput(ValueInfo.named(output));
        }
        return editor;
    }
}
