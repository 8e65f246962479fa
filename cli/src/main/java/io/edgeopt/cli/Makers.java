package io.edgeopt.cli;

import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.fire.FireMaker;
import io.edgeopt.datasets.make.movement.MovementMaker;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The kinds of drawn data, by name. */
final class Makers {
    private static final Map<String, Supplier<Maker>> KINDS = new TreeMap<>(Map.of(
            "fire", FireMaker::new,
            "movement", MovementMaker::new));

    private Makers() {}

    static Maker named(String kind) {
        return Catalog.named("kind of drawn data", kind, KINDS).get();
    }
}
