package io.edgeopt.datasets;

import io.edgeopt.core.io.InputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which form data has, and the sign by which it is known. The more particular signs are looked for first. */
record Guess(Format format, String sign) {
    static Optional<Guess> of(Path place) {
        return Files.isDirectory(place) ? ofFolder(place) : ofFile(place);
    }

    private static Optional<Guess> ofFile(Path file) {
        return switch (Kind.of(file)) {
            case PICTURE -> guess(Format.IMAGES, "a single picture");
            case VIDEO -> guess(Format.VIDEOS, "a single video");
            case ARRAY -> guess(Format.ARRAY, "." + Kind.ending(file));
            case JSON -> guess(Format.COCO, ".json");
            case YAML -> guess(Format.YOLO, Kind.nameOf(file));
            case CSV -> ofHeader(file);
            case TEXT ->
                Ucf101Reader.isList(file)
                        ? guess(Format.UCF101, Kind.nameOf(file))
                        : Hmdb51Reader.isList(file) ? guess(Format.HMDB51, Kind.nameOf(file)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Guess> ofHeader(Path file) {
        List<String> header = CsvTable.of(file).firstRow();
        String sign = "the columns of " + Kind.nameOf(file);
        if (KineticsReader.recognises(header)) {
            return guess(Format.KINETICS, sign);
        }
        return PairsReader.recognises(header) ? guess(Format.PAIRS, sign) : guess(Format.CSV, sign);
    }

    private static Optional<Guess> ofFolder(Path folder) {
        Listing listing = Listing.of(folder);
        List<Path> coco = CocoReader.files(folder);
        if (!coco.isEmpty()) {
            return guess(Format.COCO, Listing.id(folder, coco.get(0)));
        }
        if (Ucf101Reader.listsOf(folder).isPresent()) {
            return guess(Format.UCF101, "classInd.txt or trainlist01.txt");
        }
        if (Hmdb51Reader.listsOf(folder).isPresent()) {
            return guess(Format.HMDB51, "lists named CLASS_test_splitN.txt");
        }
        for (Path csv : listing.files(Kind.CSV)) {
            List<String> header = CsvTable.of(csv).firstRow();
            boolean known = KineticsReader.recognises(header)
                    || PairsReader.recognises(header)
                    || AnnotationsReader.recognises(header)
                    || (listing.files(Kind.CSV).size() == 1 && Kind.stemOf(csv).contains("annotations"));
            if (known) {
                return ofHeader(csv).map(guess -> new Guess(guess.format(), "the columns of a CSV"));
            }
        }
        if (YoloReader.recognises(folder)) {
            return guess(Format.YOLO, "folders images and labels");
        }
        if (!listing.files(Kind.ARRAY).isEmpty()) {
            return guess(Format.ARRAY, "arrays in the folder");
        }
        return loose(listing).or(() -> classes(listing));
    }

    private static Optional<Guess> loose(Listing listing) {
        List<Path> pictures = listing.files(Kind.PICTURE);
        if (!pictures.isEmpty()) {
            return texts(pictures).or(() -> guess(Format.IMAGES, "pictures in the folder itself"));
        }
        return listing.files(Kind.VIDEO).isEmpty()
                ? Optional.empty()
                : guess(Format.VIDEOS, "videos in the folder itself");
    }

    /** Texts of numbers beside the pictures: the first number beyond 1 tells pixels from fractions. */
    private static Optional<Guess> texts(List<Path> pictures) {
        boolean found = false;
        for (Path picture : pictures) {
            Path text = picture.resolveSibling(Kind.stemOf(picture) + ".txt");
            if (!Files.isRegularFile(text)) {
                continue;
            }
            String[] words = InputFile.text(text, "labels").strip().split("\\s+", -1);
            if (words.length < 5) {
                continue;
            }
            found = true;
            try {
                for (int i = 1; i < 5; i++) {
                    if (Float.parseFloat(words[i]) > 1.5f) {
                        return guess(Format.CORNERS, "texts of pixels beside the pictures");
                    }
                }
            } catch (NumberFormatException e) {
                // Some other text; the reader says what is wrong with it, if it is meant.
                return Optional.empty();
            }
        }
        return found ? guess(Format.YOLO, "texts of fractions beside the pictures") : Optional.empty();
    }

    private static Optional<Guess> classes(Listing root) {
        Optional<Path> persons = root.sub("persons");
        Listing base = persons.map(Listing::of).orElse(root);
        Listing listing = base.isSplit() ? Listing.of(base.folders().get(0)) : base;
        if (listing.folders().isEmpty()) {
            return root.isSplit() && !listing.files(Kind.PICTURE).isEmpty()
                    ? guess(Format.IMAGES, "pictures in folders of a split")
                    : Optional.empty();
        }
        boolean named = Kind.nameOf(root.folder()).equalsIgnoreCase("persons") || persons.isPresent();
        for (Path folder : listing.folders()) {
            Listing inside = Listing.of(folder);
            if (!inside.files(Kind.PICTURE).isEmpty()) {
                return named ? guess(Format.PERSONS, "the name PERSONS") : guess(Format.FOLDER, "folders of pictures");
            }
            if (!Clip.in(inside).isEmpty()) {
                return guess(Format.CLIPS, "folders of videos or of frames");
            }
        }
        return Optional.empty();
    }

    private static Optional<Guess> guess(Format format, String sign) {
        return Optional.of(new Guess(format, sign));
    }
}
