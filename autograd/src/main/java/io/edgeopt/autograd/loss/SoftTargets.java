package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import io.edgeopt.core.InvalidPlanException;

/**
 * How far a classifier's probabilities are from its teacher's (Kullback-Leibler divergence), both softened by a
 * temperature, times the temperature's square, so that gradients keep their size.
 *
 * @see <a href="https://arxiv.org/abs/1503.02531">Hinton et al., Distilling the knowledge in a neural network, 2015</a>
 */
public final class SoftTargets implements Loss {
    private final String student;
    private final String teacher;
    private final double temperature;

    private SoftTargets(String student, String teacher, double temperature) {
        if (!(temperature > 0)) {
            throw new IllegalArgumentException("a temperature of %s is not above 0".formatted(temperature));
        }
        this.student = student;
        this.teacher = teacher;
        this.temperature = temperature;
    }

    /** Of the scores before any softmax, under the student's and the teacher's names for them. */
    public static SoftTargets of(String student, String teacher, double temperature) {
        return new SoftTargets(student, teacher, temperature);
    }

    /** This loss times {@code alpha} and another one, which knows the truth, times the rest. */
    public Weighted mixed(double alpha, Loss truth) {
        return Weighted.of(alpha, this).and(1 - alpha, truth);
    }

    @Override
    public boolean needsTeacher() {
        return true;
    }

    @Override
    public NDArray of(Outcome outcome) {
        NDArray said = outcome.value(student);
        NDArray taught = outcome.teacherValue(teacher);
        if (!said.getShape().equals(taught.getShape())) {
            throw new InvalidPlanException("the student's '%s' has the shape %s, its teacher's '%s' %s; both must know"
                            .formatted(student, said.getShape(), teacher, taught.getShape())
                    + " the same classes");
        }
        // One score alone means yes against the nought that stands for no.
        String rows = said.size() == said.getShape().get(0)
                ? "torch.cat([torch.zeros_like(torch.flatten(%1$s, 1)), torch.flatten(%1$s, 1)], 1)"
                : "torch.flatten(%1$s, 1)";
        String lines = """
                said = torch.log_softmax(torch.div(%s, %s), 1)
                taught = torch.log_softmax(torch.div(%s, %s), 1)
                each = torch.mul(torch.exp(taught), torch.sub(taught, said))
                return torch.mul(torch.mean(torch.sum(each, [1])), %s)
                """.formatted(
                        rows.formatted("a"), temperature, rows.formatted("b"), temperature, temperature * temperature);
        return Formula.of(lines, said, taught);
    }
}
