package io.edgeopt.models.architecture;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.Suggestion;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureFactory;
import io.edgeopt.core.model.ArchitectureOptions;
import java.util.List;
import java.util.stream.Stream;

/** The architectures that have names. */
public final class Architectures implements ArchitectureFactory {
    private static final List<Entry> ENTRIES = Stream.of(
                    Classifiers.entries(), Detectors.entries(), Faces.entries(), Clips.entries())
            .flatMap(List::stream)
            .toList();

    public List<Entry> entries() {
        return ENTRIES;
    }

    @Override
    public List<String> names() {
        return ENTRIES.stream().map(Entry::name).toList();
    }

    @Override
    public Architecture build(String name, ArchitectureOptions options) {
        return entry(name).build(options);
    }

    /** Fails where there is none of that name. */
    public Entry entry(String name) {
        return ENTRIES.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidPlanException("there is no architecture '%s'%s (known: %s)"
                        .formatted(name, Suggestion.sentence(name, names()), String.join(", ", names()))));
    }
}
