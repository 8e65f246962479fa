package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.InvalidPlanException;

/** One minus the cosine between an embedding and the teacher's of the same picture. */
public final class EmbeddingMimic implements Loss {
    private final String student;
    private final String teacher;

    private EmbeddingMimic(String student, String teacher) {
        this.student = student;
        this.teacher = teacher;
    }

    public static EmbeddingMimic of(String student, String teacher) {
        return new EmbeddingMimic(student, teacher);
    }

    @Override
    public boolean needsTeacher() {
        return true;
    }

    @Override
    public NDArray of(Outcome outcome) {
        NDArray said = outcome.value(student);
        NDArray taught = outcome.teacherValue(teacher);
        if (said.size() != taught.size()) {
            throw new InvalidPlanException(
                    "the student's embedding '%s' has the shape %s, its teacher's '%s' %s; they must"
                                    .formatted(student, said.getShape(), teacher, taught.getShape())
                            + " be equally long");
        }
        // Networks exported for one picture often end by making a single row of all that they are given.
        String lines = """
                said = torch.flatten(a, 1)
                taught = torch.reshape(torch.type_as(b, a), [%d, -1])
                return torch.sub(1., torch.mean(torch.sum(torch.mul(%s, %s), [1])))
                """.formatted(said.getShape().get(0), Embeddings.unit("said"), Embeddings.unit("taught"));
        return Formula.of(lines, said, taught);
    }
}
