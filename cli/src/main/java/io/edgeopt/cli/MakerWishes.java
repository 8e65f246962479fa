package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.faces.FacesMaker;
import io.edgeopt.datasets.make.objects.ObjectsMaker;
import java.nio.file.Path;
import java.util.Optional;

/** What some makers of drawn data can be told; they refuse what they do not understand. */
record MakerWishes(
        long seed,
        Optional<ImageSize> size,
        Optional<Path> cutouts,
        Optional<Path> backgrounds,
        Optional<Integer> persons) {
    private static final ImageSize USUAL_SIZE = new ImageSize(320, 320);
    private static final int USUAL_PERSONS = 100;

    static MakerWishes ofSeed(long seed) {
        return new MakerWishes(seed, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Maker objects() {
        refusePersons("objects");
        return ObjectsMaker.of(size.orElse(USUAL_SIZE), cutouts, backgrounds);
    }

    Maker faces() {
        refuseObjects("faces");
        int count = persons.orElse(USUAL_PERSONS);
        if (count < 1) {
            throw new InvalidPlanException("--persons cannot be %d; give 1 or more".formatted(count));
        }
        return FacesMaker.of(count, seed);
    }

    /** A maker that cannot be told anything. */
    Maker plain(String kind, Maker maker) {
        refuseObjects(kind);
        refusePersons(kind);
        return maker;
    }

    private void refuseObjects(String kind) {
        refuse(
                size.isPresent() || cutouts.isPresent() || backgrounds.isPresent(),
                "--size, --cutouts, --backgrounds; objects does",
                kind);
    }

    private void refusePersons(String kind) {
        refuse(persons.isPresent(), "--persons; faces does", kind);
    }

    private static void refuse(boolean given, String options, String kind) {
        if (given) {
            throw new InvalidPlanException("%s takes no %s".formatted(kind, options));
        }
    }
}
