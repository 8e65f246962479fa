package io.edgeopt.xai.gradient;

import io.edgeopt.autograd.Program;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Model;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subject's model made ready for derivatives of a target: nothing in it but what the target needs, batch norms folded
 * into the layers before them where that leaves the tensors that are asked for.
 */
public final class TargetProgram implements AutoCloseable {
    private final Subject subject;
    private final Set<String> kept;
    private Set<String> tensors = Set.of();
    private @Nullable Program program;

    /** @param kept tensors between nodes that must stay */
    public TargetProgram(Subject subject, Set<String> kept) {
        this.subject = subject;
        this.kept = Set.copyOf(kept);
    }

    /** The program for that target, opened again only when a target reads other tensors than the last. */
    public Program of(Target target) {
        Program open = program;
        if (open == null || !tensors.equals(target.tensors())) {
            close();
            Model whole = subject.giving(target.tensors());
            open = Program.of(folded(whole).orElse(whole));
            tensors = target.tensors();
            program = open;
        }
        return open;
    }

    private Optional<Model> folded(Model whole) {
        return subject.backend()
                .optimized(whole)
                .filter(model -> Program.missing(model).isEmpty())
                .filter(model -> model.graph().inputs().get(0).name().equals(subject.input()))
                .filter(model -> kept.stream()
                        .allMatch(name -> model.graph().producerOf(name).isPresent()));
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
            program = null;
        }
    }
}
