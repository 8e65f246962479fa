package io.edgeopt.core.study;

import io.edgeopt.core.measure.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Two studies side by side.
 *
 * @param comparison the version of this format: 1
 * @param before what the one was: its date and command
 * @param after what the other was
 * @param differences of every quantity that both measured
 * @param onlyBefore rows that the other has not
 * @param onlyAfter rows that the one has not
 * @param cautions why the two may differ for other reasons
 */
public record StudyComparison(
        int comparison,
        String before,
        String after,
        List<Difference> differences,
        List<String> onlyBefore,
        List<String> onlyAfter,
        List<String> cautions) {
    /** The version of the format that is written. */
    public static final int FORMAT = 1;

    public StudyComparison {
        differences = List.copyOf(differences);
        onlyBefore = List.copyOf(onlyBefore);
        onlyAfter = List.copyOf(onlyAfter);
        cautions = List.copyOf(cautions);
    }

    public static StudyComparison of(StudyResult before, StudyResult after) {
        List<Difference> differences = new ArrayList<>();
        for (StudiedModel model : before.models()) {
            for (VariantRow row : model.rows()) {
                after.model(model.name())
                        .flatMap(other -> find(other, row))
                        .ifPresent(other -> differences.addAll(RowDifferences.of(
                                model.name(), row, other, sameMachine(before, after, row.device()), after.seed())));
            }
        }
        for (Together set : before.together()) {
            after.together().stream()
                    .filter(set::isLike)
                    .findFirst()
                    .ifPresent(other -> differences.addAll(RowDifferences.of(
                            set.name(),
                            set.row(),
                            other.row(),
                            sameMachine(before, after, set.device()),
                            after.seed())));
        }
        return new StudyComparison(
                FORMAT,
                name(before),
                name(after),
                differences,
                missing(before, after),
                missing(after, before),
                cautions(before, after));
    }

    private static boolean sameMachine(StudyResult before, StudyResult after, String device) {
        Machine was = before.machines().get(device);
        Machine is = after.machines().get(device);
        return was != null && is != null && SpeedChange.difference(was, is).isEmpty();
    }

    private static Optional<VariantRow> find(StudiedModel model, VariantRow row) {
        return model.rows().stream()
                .filter(other ->
                        other.variant().equals(row.variant()) && other.device().equals(row.device()))
                .findFirst();
    }

    private static String name(StudyResult result) {
        return "%s, %s".formatted(result.date(), String.join(" ", result.command()));
    }

    /** Rows of the one that were made, and in the other were not. */
    private static List<String> missing(StudyResult one, StudyResult other) {
        List<String> rows = new ArrayList<>();
        for (StudiedModel model : one.models()) {
            for (VariantRow row : model.rows()) {
                boolean made = row.absent().isEmpty();
                boolean there = other.model(model.name())
                        .flatMap(same -> find(same, row))
                        .filter(same -> same.absent().isEmpty())
                        .isPresent();
                if (made && !there) {
                    rows.add("%s/%s@%s".formatted(model.name(), row.variant(), row.device()));
                }
            }
        }
        return rows;
    }

    private static List<String> cautions(StudyResult before, StudyResult after) {
        List<String> cautions = new ArrayList<>();
        before.machines().forEach((name, machine) -> {
            Machine other = after.machines().get(name);
            if (other != null && !other.equals(machine)) {
                cautions.add("%s was measured on another machine or with other software: %s before, %s after"
                        .formatted(name, described(machine), described(other)));
            }
        });
        for (StudiedModel model : before.models()) {
            after.model(model.name())
                    .filter(other -> !other.data().equals(model.data()))
                    .ifPresent(other -> cautions.add("%s was scored on other samples".formatted(model.name())));
        }
        if (!before.preset().equals(after.preset())) {
            cautions.add("the presets differ: %s before, %s after".formatted(before.preset(), after.preset()));
        }
        if (!Objects.equals(before.version(), after.version())) {
            cautions.add("edgeopt %s before, %s after".formatted(before.version(), after.version()));
        }
        return cautions;
    }

    private static String described(Machine machine) {
        return "%s, %d cores, %s, %s".formatted(machine.cpu(), machine.cores(), machine.os(), machine.java());
    }
}
