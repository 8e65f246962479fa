package io.edgeopt.core.model;

import java.util.List;

/** Builds networks by name: teachers, students, and twins to compare with. */
public interface ArchitectureFactory {
    /** In the order in which users should see them. */
    List<String> names();

    /** The same name and options give the same bytes. Fails where there is no such name or an option does not suit. */
    Architecture build(String name, ArchitectureOptions options);
}
