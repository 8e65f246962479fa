package io.edgeopt.datasets.make.objects;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.datasets.make.Chance;
import io.edgeopt.datasets.make.Part;
import java.nio.file.Path;
import java.util.List;

/** The user's cut-outs: a folder a class, in it pictures with transparent backgrounds. */
record GivenCutouts(List<String> labels, List<PartFiles<Sprite>> sprites) implements Cutouts {
    static GivenCutouts read(Path folder) {
        List<Path> classes = PartFiles.foldersOf(folder);
        if (classes.isEmpty()) {
            throw new InvalidDataException(
                    "%s holds no folders, expected one for each class with cut-outs in it: %s/<class>/*.png"
                            .formatted(folder, folder));
        }
        return new GivenCutouts(
                classes.stream().map(GivenCutouts::nameOf).toList(),
                classes.stream()
                        .map(one -> PartFiles.of(one, ".png", Sprite::read))
                        .toList());
    }

    private static String nameOf(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    @Override
    public double size(int label) {
        return 0.9;
    }

    @Override
    public boolean isUpright(int label) {
        return false;
    }

    @Override
    public void draw(int label, Pen pen, Chance chance) {
        Part part = chance.part();
        pen.picture(chance.pick(sprites.get(label).of(part)));
    }
}
