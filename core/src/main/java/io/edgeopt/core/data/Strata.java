package io.edgeopt.core.data;

import java.util.stream.Collectors;

/** The kind of a sample, for sampling that keeps the proportions of kinds. */
final class Strata {
    private Strata() {}

    /** The class, the person, the classes of all objects, or whether two pictures match; one kind where nothing is. */
    static String of(Truth truth) {
        if (truth instanceof Truth.Label label) {
            return "label " + label.index();
        }
        if (truth instanceof Truth.Identity identity) {
            return "person " + identity.person();
        }
        if (truth instanceof Truth.SamePerson pair) {
            return "same " + pair.same();
        }
        if (truth instanceof Truth.Objects objects) {
            return objects.boxes().stream()
                    .map(Truth.LabelledBox::label)
                    .distinct()
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(" ", "objects ", ""));
        }
        return "unknown";
    }
}
