package io.edgeopt.camera.limit;

import io.edgeopt.core.BackendException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place with less machine than there is, in which processes can be started. */
public interface Confinement extends AutoCloseable {
    /** How it is enforced, for the report. */
    String means();

    /** The command that runs {@code command} in it. */
    List<String> command(List<String> command);

    @Override
    void close();

    /** Makes one by the best means there is here, or fails with what to do. */
    static Confinement of(Limit limit) {
        return under(Path.of("/"), limit);
    }

    /** The kernel's files lie under {@code root}. */
    static Confinement under(Path root, Limit limit) {
        List<String> refusals = new ArrayList<>();
        Optional<Confinement> made = ControlGroupTwo.make(root, limit, refusals)
                .or(() -> ControlGroupOne.make(root, limit, refusals))
                .or(() -> SystemdScope.make(limit, refusals));
        return made.orElseThrow(() -> new BackendException(
                "no limit can be enforced here: %s; run as root, or in a container that was started with the limit"
                        .formatted(String.join("; ", refusals))));
    }
}
