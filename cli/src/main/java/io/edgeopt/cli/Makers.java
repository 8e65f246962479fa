package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.faces.FaceScenesMaker;
import io.edgeopt.datasets.make.faces.FacesMaker;
import io.edgeopt.datasets.make.fire.FireMaker;
import io.edgeopt.datasets.make.movement.MovementMaker;
import io.edgeopt.datasets.make.objects.ObjectsMaker;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The kinds of drawn data, by name. */
final class Makers {
    private static final ImageSize USUAL_SIZE = new ImageSize(320, 320);
    private static final int USUAL_PERSONS = 100;

    /** What some kinds can be told; kinds refuse what they do not understand. */
    record Wishes(
            long seed,
            Optional<ImageSize> size,
            Optional<Path> cutouts,
            Optional<Path> backgrounds,
            Optional<Integer> persons) {
        private static void refuse(boolean given, String options, String kind) {
            if (given) {
                throw new InvalidPlanException("%s takes no %s".formatted(kind, options));
            }
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
    }

    private static final Map<String, Function<Wishes, Maker>> KINDS = new TreeMap<>(Map.of(
            "faces",
            Makers::faces,
            "face-scenes",
            plain("face-scenes", FaceScenesMaker::new),
            "fire",
            plain("fire", FireMaker::new),
            "movement",
            plain("movement", MovementMaker::new),
            "objects",
            Makers::objects));

    private Makers() {}

    static Maker named(String kind, Wishes wishes) {
        return Catalog.named("kind of drawn data", kind, KINDS).apply(wishes);
    }

    private static Maker objects(Wishes wishes) {
        wishes.refusePersons("objects");
        return ObjectsMaker.of(wishes.size().orElse(USUAL_SIZE), wishes.cutouts(), wishes.backgrounds());
    }

    private static Maker faces(Wishes wishes) {
        wishes.refuseObjects("faces");
        int persons = wishes.persons().orElse(USUAL_PERSONS);
        if (persons < 1) {
            throw new InvalidPlanException("--persons cannot be %d; give 1 or more".formatted(persons));
        }
        return FacesMaker.of(persons, wishes.seed());
    }

    private static Function<Wishes, Maker> plain(String kind, Supplier<Maker> maker) {
        return wishes -> {
            wishes.refuseObjects(kind);
            wishes.refusePersons(kind);
            return maker.get();
        };
    }
}
