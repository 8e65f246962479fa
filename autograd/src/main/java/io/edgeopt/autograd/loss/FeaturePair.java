package io.edgeopt.autograd.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.edgeopt.core.UnsupportedModelException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A tensor of the student and the one of its teacher that it is held to. The larger map is averaged down to the size of
 * the smaller.
 */
record FeaturePair(String studentName, String teacherName) {
    /**
     * Both tensors of a batch.
     *
     * @param lines TorchScript that makes {@code said} of {@code a} and {@code taught} of {@code b}, alike in size
     */
    record Found(NDArray student, NDArray teacher, String lines) {}

    Found in(Outcome outcome) {
        NDArray student = outcome.value(studentName);
        NDArray teacher = outcome.teacherValue(teacherName);
        Shape own = student.getShape();
        Shape wise = teacher.getShape();
        int rank = own.dimension();
        if (rank != wise.dimension() || rank < 2 || rank > 5) {
            throw new UnsupportedModelException(
                    "the student's '%s' of shape %s cannot be held to its teacher's '%s' of shape %s: choose tensors with"
                                    .formatted(studentName, own, teacherName, wise)
                            + " the same number of axes, two to five");
        }
        if (own.get(0) != wise.get(0)) {
            throw new UnsupportedModelException("'%s' of shape %s and '%s' of shape %s do not hold the same items"
                    .formatted(studentName, own, teacherName, wise));
        }
        long[] extent = new long[rank - 2];
        Arrays.setAll(extent, axis -> Math.min(own.get(axis + 2), wise.get(axis + 2)));
        return new Found(
                student,
                teacher,
                "said = %s\ntaught = torch.type_as(%s, a)\n"
                        .formatted(pooled("a", own, extent), pooled("b", wise, extent)));
    }

    private static String pooled(String array, Shape shape, long[] extent) {
        long[] now = Arrays.copyOfRange(shape.getShape(), 2, shape.dimension());
        return Arrays.equals(now, extent)
                ? array
                : "torch.adaptive_avg_pool%sd(%s, [%s])"
                        .formatted(
                                extent.length,
                                array,
                                Arrays.stream(extent).mapToObj(Long::toString).collect(Collectors.joining(", ")));
    }
}
