package io.edgeopt.optimizers.replace;

import io.edgeopt.core.graph.Model;
import java.util.List;

/** What came of replacing a model's activations and gates. */
public record Replacement(Model model, List<SiteOutcome> sites) {
    public Replacement {
        sites = List.copyOf(sites);
    }

    public int replaced(Part part) {
        return (int) sites.stream()
                .filter(site -> site.part() == part && site.replaced())
                .count();
    }
}
