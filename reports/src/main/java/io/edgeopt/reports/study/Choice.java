package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Percentile;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.core.task.metric.Comparison;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which of a model's rows to ship under a budget. Decided on the worse ends of intervals. */
final class Choice {
    /** What must hold, and what is then the best. */
    enum Budget {
        /** At most one point of a hundred less accurate, and then the fastest. */
        ONE_POINT(0.01),
        /** At most five points, and then the fastest. */
        FIVE_POINTS(0.05),
        /** At most five points, and then the smallest file. */
        SMALLEST(0.05),
        /** Fast enough for thirty frames a second, and then the most accurate. */
        REAL_TIME(1);

        private final double drop;

        Budget(double drop) {
            this.drop = drop;
        }

        double drop() {
            return drop;
        }
    }

    /** Milliseconds that a camera of thirty frames a second leaves for each. */
    static final double FRAME_MS = 1000.0 / 30;

    private final List<VariantRow> rows;

    private Choice(List<VariantRow> rows) {
        this.rows = rows;
    }

    /** Among the rows on the first baseline's device, whose speeds can be compared. */
    static Choice among(ModelView model) {
        Optional<String> device = model.baseline().map(VariantRow::device);
        return new Choice(model.made().stream()
                .filter(row -> device.filter(row.device()::equals).isPresent())
                .filter(row -> ModelView.score(row).isPresent())
                .toList());
    }

    Optional<VariantRow> under(Budget budget) {
        List<VariantRow> fit = rows.stream()
                .filter(row -> lowestChange(row) >= -budget.drop())
                .filter(keeps(budget))
                .toList();
        return switch (budget) {
            case ONE_POINT, FIVE_POINTS -> fit.stream().min(Comparator.comparingDouble(Choice::half));
            case SMALLEST -> fit.stream().min(Comparator.comparingDouble(Choice::bytes));
            case REAL_TIME ->
                fit.stream().max(Comparator.comparingDouble(Choice::accuracy).thenComparing(row -> -half(row)));
        };
    }

    /** The fastest or smallest that may be within the budget, but is not surely. */
    Optional<VariantRow> perhapsUnder(Budget budget) {
        return rows.stream()
                .filter(row -> !ModelView.isBaseline(row) && lowestChange(row) < -budget.drop())
                .filter(row -> ModelView.change(row)
                        .filter(change -> change.difference() >= -budget.drop())
                        .isPresent())
                .filter(keeps(budget))
                .filter(row -> under(budget)
                        .map(best -> budget == Budget.SMALLEST ? bytes(row) < bytes(best) : half(row) < half(best))
                        .orElse(true))
                .min(Comparator.comparingDouble(budget == Budget.SMALLEST ? Choice::bytes : Choice::half));
    }

    private static Predicate<VariantRow> keeps(Budget budget) {
        return switch (budget) {
            case ONE_POINT, FIVE_POINTS -> row -> isTimed(row);
            case SMALLEST -> row -> row.file().isPresent();
            case REAL_TIME -> row -> isTimed(row) && tail(row) <= FRAME_MS;
        };
    }

    /** Another that is no worse in accuracy, work and size, and better in one of them. */
    Optional<VariantRow> better(VariantRow row) {
        return rows.stream()
                .filter(other -> !other.equals(row) && isTimed(other))
                .filter(other -> accuracy(other) >= accuracy(row)
                        && half(other) <= half(row)
                        && bytes(other) <= bytes(row)
                        && (accuracy(other) > accuracy(row) || half(other) < half(row) || bytes(other) < bytes(row)))
                .max(Comparator.comparingDouble(Choice::accuracy));
    }

    static boolean isTimed(VariantRow row) {
        return ModelView.work(row, 50).isPresent() && !ModelView.isInvalid(row);
    }

    /** How much less accurate it may be at worst; nothing for the baseline. */
    static double lowestChange(VariantRow row) {
        if (ModelView.isBaseline(row)) {
            return 0;
        }
        return ModelView.change(row).map(Comparison::low).orElse(Double.NEGATIVE_INFINITY);
    }

    private static double accuracy(VariantRow row) {
        return ModelView.score(row).orElseThrow().value();
    }

    private static double half(VariantRow row) {
        return ModelView.work(row, 50).map(Percentile::value).orElse(Double.POSITIVE_INFINITY);
    }

    /** What the highest known percentile is at most. */
    private static double tail(VariantRow row) {
        return ModelView.tail(row).map(Percentile::high).orElse(Double.POSITIVE_INFINITY);
    }

    private static double bytes(VariantRow row) {
        return row.file().map(file -> (double) file.bytes()).orElse(Double.POSITIVE_INFINITY);
    }
}
