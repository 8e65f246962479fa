package io.edgeopt.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of a split that lie in folders of their own; a folder without such is one part without a name. */
record Parts(List<Part> parts) {
    /** One of them. */
    record Part(String name, Path folder) {}

    static Parts of(Path root) {
        Listing listing = Listing.of(root);
        if (!listing.isSplit()) {
            return new Parts(List.of(new Part("", root)));
        }
        List<Part> parts = new ArrayList<>();
        for (Path folder : listing.folders()) {
            parts.add(new Part(SplitName.of(Kind.nameOf(folder)).orElse(""), folder));
        }
        return new Parts(parts);
    }
}
