package io.edgeopt.autograd.train;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * A training in one file, so that it is either there or not: arrays, and where it stood as JSON among them.
 *
 * @param position where it stood
 * @param arrays what the learner remembers
 */
record Checkpoint(Position position, Map<String, Tensor> arrays) {
    private static final String FILE = "checkpoint.npz";
    private static final String POSITION = "position";
    /** Between the things that an account of a training lists. */
    private static final String BETWEEN = "[;,] |[\\[\\]]";

    private static final int SHOWN = 5;

    /**
     * Where a training stands.
     *
     * @param training tells one training from another
     * @param step how many steps are done
     * @param lossSum of the steps of this epoch
     * @param fallen what a plateau has made of the rate
     * @param waited validations since the last better one, as the rate counts them
     * @param best the best metric
     * @param bestEpoch when that was, from 1
     */
    record Position(
            String training,
            long step,
            double lossSum,
            double fallen,
            int waited,
            OptionalDouble best,
            int bestEpoch,
            TrainingCurve curve) {}

    void write(Path folder) {
        Map<String, Tensor> all = new LinkedHashMap<>(arrays);
        byte[] json = Json.line(position).getBytes(StandardCharsets.UTF_8);
        all.put(POSITION, Tensor.of(ElementType.UINT8, json, json.length));
        NpzArchive.write(folder.resolve(FILE), all);
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** What a former run left in {@code folder}; fails where that was another training. */
    static Optional<Checkpoint> find(Path folder, String training) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        NpzArchive archive = NpzArchive.open(file);
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        for (String name : archive.names()) {
            arrays.put(name, archive.read(name));
        }
        Tensor text = arrays.remove(POSITION);
        if (text == null) {
            throw new InvalidPlanException("%s is no checkpoint of edgeopt; choose another folder".formatted(file));
        }
        byte[] json = new byte[(int) text.byteSize()];
        text.bytes().get(json);
        Position position = Json.parse(file.toString(), new String(json, StandardCharsets.UTF_8), Position.class);
        if (!position.training().equals(training)) {
            throw new InvalidPlanException(
                    "%s belongs to another training, of %s instead of %s; remove it, or choose another folder"
                            .formatted(
                                    file,
                                    different(position.training(), training),
                                    different(training, position.training())));
        }
        return Optional.of(new Checkpoint(position, arrays));
    }

    /** What one account of a training says and the other does not: all that tells it from another may be long. */
    private static String different(String account, String other) {
        List<String> said = new ArrayList<>(List.of(account.split(BETWEEN)));
        said.removeAll(List.of(other.split(BETWEEN)));
        if (said.isEmpty()) {
            return "nothing of the kind";
        }
        String shown = said.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return said.size() <= SHOWN ? shown : shown + " and %d more".formatted(said.size() - SHOWN);
    }
}
