package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;

/**
 * Whether items lie to one another as they do for the teacher: distances between all pairs, each network's relative to
 * its mean, and angles at the middle one of all triples; by smooth L1. Embeddings need not be equally long.
 *
 * @see <a href="https://arxiv.org/abs/1904.05068">Park et al., Relational knowledge distillation, 2019</a>
 */
public final class Relational implements Loss {
    private final String student;
    private final String teacher;
    private final double distance;
    private final double angle;

    private Relational(String student, String teacher, double distance, double angle) {
        this.student = student;
        this.teacher = teacher;
        this.distance = distance;
        this.angle = angle;
    }

    /** With the paper's weights: distances once, angles twice. */
    public static Relational of(String student, String teacher) {
        return new Relational(student, teacher, 1, 2);
    }

    public Relational weighing(double distances, double angles) {
        return new Relational(student, teacher, distances, angles);
    }

    @Override
    public boolean needsTeacher() {
        return true;
    }

    @Override
    public NDArray of(Outcome outcome) {
        String lines = "said = torch.flatten(a, 1)\ntaught = torch.flatten(torch.type_as(b, a), 1)\n"
                + distances("said")
                + distances("taught")
                + angles("said")
                + angles("taught")
                + """
                far = torch.smooth_l1_loss(far_said, far_taught, 1, 1.)
                turn = torch.smooth_l1_loss(turn_said, turn_taught, 1, 1.)
                return torch.add(torch.mul(far, %s), torch.mul(turn, %s))
                """.formatted(distance, angle);
        return Formula.of(lines, outcome.value(student), outcome.teacherValue(teacher));
    }

    /** Distances over the mean of those that are not nought; the same item's to itself stay nought. */
    private static String distances(String rows) {
        return """
                gap_%1$s = torch.sub(torch.unsqueeze(%1$s, 0), torch.unsqueeze(%1$s, 1))
                square = torch.sum(torch.mul(gap_%1$s, gap_%1$s), [2])
                real = torch.gt(square, 1.0E-12)
                long_%1$s = torch.sqrt(torch.masked_fill(square, torch.logical_not(real), 1.))
                far = torch.mul(long_%1$s, torch.type_as(real, square))
                mean = torch.div(torch.sum(far), torch.clamp_min(torch.sum(real), 1))
                far_%1$s = torch.div(far, torch.clamp_min(mean, 1.0E-6))
                """.formatted(rows);
    }

    private static String angles(String rows) {
        return """
                way = torch.div(gap_%1$s, torch.unsqueeze(long_%1$s, 2))
                turn_%1$s = torch.bmm(way, torch.transpose(way, 1, 2))
                """.formatted(rows);
    }
}
