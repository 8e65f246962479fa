package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.io.AtomicFile;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.models.blend.Blend;
import io.edgeopt.models.blend.Blended;
import io.edgeopt.models.blend.Ingredient;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes one model of several that were trained from one beginning. */
@Command(
        name = "blend",
        description = {
            "Blend models that were trained from one beginning: each weight becomes the mean of theirs.",
            "The blend costs what one of them costs, and often knows more than each: what one learnt on new data,",
            "and what another had not forgotten."
        },
        footer = {
            "",
            "The models must be of one structure and answer the same classes of the same pictures; the first gives the",
            "card. Blend in 32-bit float, then quantize. How good a blend is, only data tell:",
            "'edgeopt evaluate OUT --data DATA --against MODEL'.",
            "",
            "Example:",
            "  edgeopt models blend fire trained/fire.onnx -o blend.onnx --shares 0.7,0.3"
        })
final class ModelsBlendCommand extends ToolCommand {
    @Parameters(
            paramLabel = "MODEL",
            arity = "2..*",
            description = "Two or more: ONNX files with a card, or names from 'edgeopt models list'.")
    private List<String> models = new ArrayList<>();

    @Option(names = "-o", paramLabel = "OUT", required = true, description = "ONNX file; its card goes beside it.")
    private Path output = Path.of("");

    @Option(
            names = "--shares",
            paramLabel = "N",
            split = ",",
            description = "How much each model counts, in their order, 0 or more (default: all the same).")
    private List<Double> shares = new ArrayList<>();

    /**
     * The JSON of what was done.
     *
     * @param weights how many tensors are means now
     * @param norms layers of batch normalization, whose statistics are means too
     */
    record Mixed(Path model, Path card, List<Blended.Part> parts, int weights, int norms) {}

    @Override
    Exit run(Console console) {
        Path described = Written.beside(output);
        requireNewFiles(described);
        AtomicFile.checkWritable(output);
        AtomicFile.checkWritable(described);
        List<Ingredient> ingredients = ingredients();
        Blended made = new Blend(Catalog.backend("onnxruntime")).run(ingredients);
        String step = step();
        Lineage.noted(made.model(), ingredients.get(0).model(), step).write(output);
        made.card().after(step).withDigest(FileDigest.sha256(output)).write(described);
        print(console, made);
        console.emit(new Mixed(output, described, made.parts(), made.weights(), made.norms()));
        return Exit.DONE;
    }

    private List<Ingredient> ingredients() {
        requireSharesThatCount();
        List<Ingredient> ingredients = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            Path file = Catalog.modelFile(models.get(i));
            ingredients.add(new Ingredient(
                    models.get(i), Model.read(file), CardedModel.card(file), shares.isEmpty() ? 1 : shares.get(i)));
        }
        return ingredients;
    }

    private void requireSharesThatCount() {
        if (!shares.isEmpty() && shares.size() != models.size()) {
            throw new InvalidPlanException(
                    "--shares: %d given for %d models, expected one each".formatted(shares.size(), models.size()));
        }
        for (double share : shares) {
            if (!(share >= 0) || Double.isInfinite(share)) {
                throw new InvalidPlanException("--shares: found %s, expected numbers of 0 or more".formatted(share));
            }
        }
    }

    private String step() {
        String counted = shares.isEmpty()
                ? ""
                : " --shares "
                        + shares.stream()
                                .map(share -> BigDecimal.valueOf(share)
                                        .stripTrailingZeros()
                                        .toPlainString())
                                .collect(Collectors.joining(","));
        return "blend " + String.join(" ", models) + counted;
    }

    /** What is written must not be what is read: the sources are what the blend is judged beside. */
    private void requireNewFiles(Path described) {
        for (String model : models) {
            Path file = Catalog.modelFile(model);
            boolean isSource = isSame(output, file) || isSame(described, Written.beside(file));
            if (isSource) {
                throw new InvalidPlanException("-o %s would replace %s or its card, which is blended; give another name"
                        .formatted(output, file));
            }
        }
    }

    private static boolean isSame(Path one, Path other) {
        return one.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize());
    }

    private void print(Console console, Blended made) {
        var table = new TextTable("model", ">share", ">likeness", ">distance");
        made.parts()
                .forEach(part -> table.row(
                        part.name(),
                        "%.1f %%".formatted(100 * part.share()),
                        "%.4f".formatted(part.likeness()),
                        part.distance().map("%.2g"::formatted).orElse("–")));
        console.print(table);
        console.line("likeness: of its weights to the first model's; distance: of the blend's answers from its own");
        made.parts().stream()
                .filter(part -> !part.isRelated())
                .forEach(part -> console.note(
                        "%s hardly began as %s did: the mean of strangers answers nonsense, as a rule",
                        part.name(), models.get(0)));
        Written.staleThreshold(made.card()).ifPresent(note -> console.note("%s", note));
        if (made.norms() > 0) {
            console.note(
                    "statistics of %d batch normalizations are means too, not the blend's own; 'edgeopt simplify' each"
                            + " model first, or train the blend some steps",
                    made.norms());
        }
        console.line(
                "%d tensors are means now; wrote %s; judge it with 'edgeopt evaluate %s --data DATA --against %s'",
                made.weights(), output, output, models.get(0));
    }
}
