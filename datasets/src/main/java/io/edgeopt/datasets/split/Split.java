package io.edgeopt.datasets.split;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Subset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Which part each sample went to, and how near to the wish that came. */
public final class Split {
    private final Dataset data;
    private final Ratios ratios;
    private final int[] partOf;
    private final int groups;
    private final List<ClassShare> classes;

    /** One class: how many of its samples each part got, in the order of the ratios' names. */
    public record ClassShare(String name, List<Integer> counts) {}

    Split(Dataset data, Ratios ratios, int[] partOf, int groups, List<ClassShare> classes) {
        this.data = data;
        this.ratios = ratios;
        this.partOf = partOf;
        this.groups = groups;
        this.classes = classes;
    }

    public Ratios ratios() {
        return ratios;
    }

    public int groups() {
        return groups;
    }

    public List<ClassShare> classes() {
        return classes;
    }

    /** The name of the part that a sample is in. */
    public String partOf(int index) {
        return ratios.names().get(partOf[index]);
    }

    public Dataset part(String name) {
        int wanted = ratios.names().indexOf(name);
        return Subset.of(
                data,
                data.name() + "/" + name,
                IntStream.range(0, partOf.length)
                        .filter(i -> partOf[i] == wanted)
                        .toArray());
    }

    /** How many samples each part got. */
    public List<Integer> sizes() {
        List<Integer> sizes = new ArrayList<>();
        for (int part = 0; part < ratios.names().size(); part++) {
            int wanted = part;
            sizes.add((int) IntStream.of(partOf).filter(p -> p == wanted).count());
        }
        return sizes;
    }
}
