package io.edgeopt.cli;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.study.Thoroughness.Amounts;
import io.edgeopt.datasets.DataSource;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.make.MadeSet;
import io.edgeopt.datasets.make.Maker;
import io.edgeopt.datasets.make.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Data that is drawn for a model of the catalogue, once; it is kept among what can be thrown away.
 *
 * @param test samples whose grounds, textures and persons are in no other part
 * @param train samples of the part that may be learnt from
 */
record DrawnData(Dataset test, Dataset train) {
    /** Not the seed with which the models that come with edgeopt were trained: its pictures were seen. */
    private static final long SEED = 7;

    /** What to draw for the models that come with edgeopt. */
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("fire", "fire");
        KINDS.put("object", "objects");
        KINDS.put("movement", "movement");
        KINDS.put("face", "faces");
    }

    /** The models for which there is something to draw. */
    static Collection<String> models() {
        return KINDS.keySet();
    }

    static DrawnData of(String model, Amounts amounts, Progress progress) {
        String kind = Optional.ofNullable(KINDS.get(model))
                .orElseThrow(() -> new InvalidPlanException(
                        "nothing can be drawn for %s; give its data in a STUDY, see 'edgeopt init'".formatted(model)));
        return new DrawnData(
                part(kind, Part.TEST, amounts.testSamples(), progress),
                part(kind, Part.TRAIN, amounts.trainSamples(), progress));
    }

    private static Dataset part(String kind, Part part, int count, Progress progress) {
        Maker maker = Catalog.maker(kind, MakerWishes.ofSeed(SEED));
        String name = "%s-%d-%s-%d".formatted(kind, maker.version(), part.name().toLowerCase(Locale.ROOT), count);
        Path folder = Home.cache().resolve("drawn").resolve(name);
        if (!Files.exists(folder.resolve(MadeSet.ACCOUNT))) {
            MadeSet.write(
                    folder,
                    new MadeSet.Order(
                            maker,
                            maker.layouts().get(0),
                            Map.of(part, count),
                            SEED,
                            0,
                            "edgeopt data make %s --count %d --seed %d --part %s"
                                    .formatted(kind, count, SEED, part.name().toLowerCase(Locale.ROOT)),
                            Version.text()),
                    progress);
        }
        DataSource source = Datasets.open(folder);
        return source.dataset();
    }
}
