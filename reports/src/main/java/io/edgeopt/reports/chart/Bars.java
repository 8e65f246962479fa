package io.edgeopt.reports.chart;

import java.util.List;

/**
 * Bars of parts that lie end to end.
 *
 * @param title what is seen, as a heading says it
 * @param measure what a bar's length is
 * @param parts names of the parts, in the order in which they lie
 * @param bars from the top
 * @param mark of decimals
 */
public record Bars(String title, String measure, List<String> parts, List<Bar> bars, DecimalMark mark)
        implements Figure {
    /** One bar: a length for each of the parts, 0 where it has no such part. */
    public record Bar(String name, List<Double> lengths) {
        public Bar {
            lengths = List.copyOf(lengths);
        }

        double total() {
            return lengths.stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    public Bars {
        parts = List.copyOf(parts);
        bars = List.copyOf(bars);
        for (Bar bar : bars) {
            if (bar.lengths().size() != parts.size()) {
                throw new IllegalArgumentException("bar '%s' has %d parts, not %d"
                        .formatted(bar.name(), bar.lengths().size(), parts.size()));
            }
        }
    }

    @Override
    public boolean isEmpty() {
        return bars.stream().allMatch(bar -> bar.total() == 0);
    }

    Ticks ticks(int wanted) {
        return Ticks.over(0, bars.stream().mapToDouble(Bar::total).max().orElse(1), wanted);
    }
}
