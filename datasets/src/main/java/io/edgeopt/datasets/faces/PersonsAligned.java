package io.edgeopt.datasets.faces;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.face.FaceCrop;
import io.edgeopt.core.face.FaceFinder;
import io.edgeopt.core.face.FoundFace;
import io.edgeopt.core.face.MainFace;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.ImageWriter;
import io.edgeopt.core.run.Progress;
import io.edgeopt.datasets.Datasets;
import io.edgeopt.datasets.Format;
import io.edgeopt.datasets.NewFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** From a folder a person to a folder a person of faces cut out and aligned. */
public final class PersonsAligned {
    /**
     * What came of it.
     *
     * @param persons faces written, by person
     * @param faceless pictures in which no face was found; they were left out
     */
    public record Account(SortedMap<String, Integer> persons, List<String> faceless) {}

    private final FaceFinder finder;
    private final SortedMap<String, Integer> persons = new TreeMap<>();
    private final List<String> faceless = new ArrayList<>();

    private PersonsAligned(FaceFinder finder) {
        this.finder = finder;
    }

    /** Reads {@code PERSONS/NAME/*.jpg} and writes {@code NAME/*.jpg} into a folder that is new or empty. */
    public static Account write(Path from, Path out, FaceFinder finder, Progress progress) {
        Dataset data = Datasets.open(from, Format.PERSONS).dataset();
        PersonsAligned work = new PersonsAligned(finder);
        progress.begin("aligning faces", data.size());
        try {
            NewFolder.write(out, folder -> work.fill(data, folder, progress));
        } finally {
            progress.end();
        }
        return new Account(work.persons, List.copyOf(work.faceless));
    }

    private void fill(Dataset data, Path folder, Progress progress) throws IOException {
        for (int i = 0; i < data.size(); i++) {
            Sample sample = data.sample(i);
            if (sample.truth() instanceof Truth.Identity who && sample.content() instanceof Content.Picture picture) {
                Image image = ImageReader.read(picture.file());
                Optional<FoundFace> face = MainFace.of(image, finder.find(image));
                if (face.isPresent()) {
                    int number = persons.merge(who.person(), 1, Integer::sum);
                    Path place = folder.resolve(who.person());
                    Files.createDirectories(place);
                    ImageWriter.write(
                            FaceCrop.of(image, face.get()),
                            place.resolve("%05d_%s.jpg".formatted(number, stem(picture.file()))));
                } else {
                    faceless.add(sample.id());
                }
            }
            progress.advance(1);
        }
        if (persons.isEmpty()) {
            throw new InvalidDataException("no face was found in any of the %d pictures".formatted(data.size()));
        }
    }

    private static String stem(Path file) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
