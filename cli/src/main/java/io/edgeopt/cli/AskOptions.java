package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.task.head.Head;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What of an answer is to be explained. */
final class AskOptions {
    private static final int CORNERS = 4;

    @Option(
            names = "--target-class",
            paramLabel = "CLASS",
            description =
                    "Explain this class, by label or number; of a detector its surest box (default: what the model"
                            + " answers).")
    Optional<String> targetClass = Optional.empty();

    @Option(
            names = "--box",
            paramLabel = "BOX",
            description =
                    "Explain the box of that place among the surest, such as 2, or the one nearest to LEFT,TOP,RIGHT,BOTTOM"
                            + " in pixels of the picture (default: the surest).")
    private Optional<String> box = Optional.empty();

    @Option(
            names = "--face",
            paramLabel = "DATA",
            description =
                    "Explain how like this face each is: a picture of a face, or a folder of one person's (default:"
                            + " the same person's other pictures in DATA).")
    Optional<Path> face = Optional.empty();

    @Option(
            names = "--gallery",
            paramLabel = "FILE",
            description = "Explain how like a person of this gallery each face is; with --person.")
    Optional<Path> gallery = Optional.empty();

    @Option(names = "--person", paramLabel = "NAME", description = "Who of the gallery.")
    Optional<String> person = Optional.empty();

    /** Fails where something is asked that models with that head do not answer. */
    void check(Subject subject) {
        Head head = subject.card().head();
        Map<String, Optional<?>> forFaces = new LinkedHashMap<>();
        forFaces.put("--face", face);
        forFaces.put("--gallery", gallery);
        forFaces.put("--person", person);
        Map<String, Optional<?>> unsuited = new LinkedHashMap<>();
        if (head instanceof Head.Embedding) {
            unsuited.put("--target-class", targetClass);
            unsuited.put("--box", box);
        } else {
            unsuited.putAll(forFaces);
            if (head instanceof Head.Classification) {
                unsuited.put("--box", box);
            }
        }
        unsuited.forEach((name, given) -> {
            if (given.isPresent()) {
                throw new UnsupportedModelException(
                        "%s: %s answers with %s, of which that cannot be asked; leave it out"
                                .formatted(
                                        name,
                                        subject.card().name(),
                                        subject.card().task()));
            }
        });
        if (gallery.isPresent() != person.isPresent()) {
            throw new InvalidPlanException("--gallery and --person go together: a file, and who of it");
        }
        if (gallery.isPresent() && face.isPresent()) {
            throw new InvalidPlanException("--face and --gallery exclude each other");
        }
    }

    /** Which of the surest boxes, from 0 on. */
    int place() {
        return corners().isPresent() || box.isEmpty() ? 0 : Integer.parseInt(box.get()) - 1;
    }

    /** The box that is asked about, in pixels of the picture; empty for one of the surest. */
    Optional<Box> corners() {
        if (box.isEmpty() || box.get().matches("[1-9]\\d{0,3}")) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(box.get().split(",", -1));
        if (parts.size() != CORNERS
                || !parts.stream().allMatch(part -> part.strip().matches("-?\\d{1,6}(\\.\\d*)?"))) {
            throw unclear();
        }
        float[] corners = new float[CORNERS];
        for (int i = 0; i < CORNERS; i++) {
            corners[i] = Float.parseFloat(parts.get(i).strip());
        }
        if (corners[0] >= corners[2] || corners[1] >= corners[3]) {
            throw unclear();
        }
        return Optional.of(new Box(corners[0], corners[1], corners[2], corners[3]));
    }

    private InvalidPlanException unclear() {
        return new InvalidPlanException(
                "--box '%s': expected a place among the surest, such as 2, or LEFT,TOP,RIGHT,BOTTOM in pixels of the picture"
                        .formatted(box.orElse("")));
    }
}
