package io.edgeopt.autograd.recipe;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.Recoloured;
import io.edgeopt.core.task.head.Head;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A teacher that takes what its student takes, and answers in the student's words: pictures that were prepared for the
 * student are brought to the teacher's size, range and order of colours within its graph, and its classes stand in the
 * student's order.
 */
public final class AdaptedTeacher {
    private static final int OLDEST_OPSET_OF_RESIZE = 11;

    private final Architecture teacher;
    private final Architecture student;
    private final GraphEditor editor;

    private AdaptedTeacher(Architecture teacher, Architecture student) {
        this.teacher = teacher;
        this.student = student;
        this.editor = teacher.model().edit();
    }

    /** The teacher for batches that are prepared for {@code student}. */
    public static Model of(Architecture teacher, Architecture student) {
        AdaptedTeacher adapted = new AdaptedTeacher(teacher, student);
        adapted.input();
        adapted.outputs();
        return adapted.editor.sort().model();
    }

    private void input() {
        CardInput own = teacher.card().inputs().get(0);
        CardInput given = student.card().inputs().get(0);
        if (own.preparation().isEmpty() || given.preparation().isEmpty()) {
            return;
        }
        if (!own.clip().equals(given.clip())) {
            throw new InvalidPlanException(
                    "teacher and student take other frames of a clip: %s and %s".formatted(own.clip(), given.clip()));
        }
        Preparation wanted = own.preparation().get();
        Preparation prepared = given.preparation().get();
        ValueInfo input = teacher.model().graph().inputs().get(0);
        if (own.clip().isPresent()) {
            clips(input.name(), prepared, wanted, own.clip().get().order());
            return;
        }
        String start = input.name();
        String tensor = layout(start, prepared.layout(), Preparation.Layout.NCHW);
        tensor = colours(tensor, prepared, wanted, 1, 4);
        tensor = resized(tensor, prepared, wanted);
        tensor = layout(tensor, Preparation.Layout.NCHW, wanted.layout());
        if (!tensor.equals(start)) {
            redirect(start, tensor, input, prepared);
        }
    }

    /** Frames of a clip can be given other numbers and another order of colours, and are not resized. */
    private void clips(String input, Preparation prepared, Preparation wanted, ClipSampling.Order order) {
        boolean alike = prepared.layout() == wanted.layout()
                && prepared.width() == wanted.width()
                && prepared.height() == wanted.height();
        if (!alike) {
            throw new UnsupportedModelException(
                    "teacher and student take frames of another size or layout; choose a teacher that takes what the"
                            + " student takes");
        }
        String tensor = colours(input, prepared, wanted, order == ClipSampling.Order.NTCHW ? 2 : 1, 5);
        if (!tensor.equals(input)) {
            readInstead(input, tensor);
        }
    }

    /** Whatever read the input reads what was made of it; the first of what was added goes on reading the input. */
    private void redirect(String from, String to, ValueInfo input, Preparation prepared) {
        readInstead(from, to);
        Dim batch = input.dims()
                .filter(dims -> !dims.isEmpty())
                .map(dims -> dims.get(0))
                .orElse(new Dim.Free("N"));
        Dim channels = new Dim.Fixed(prepared.mean().size());
        Dim height = new Dim.Fixed(prepared.height());
        Dim width = new Dim.Fixed(prepared.width());
        List<Dim> dims = prepared.layout() == Preparation.Layout.NCHW
                ? List.of(batch, channels, height, width)
                : List.of(batch, height, width, channels);
        editor.declareInput(ValueInfo.of(from, input.type().orElse(ElementType.FLOAT), dims));
    }

    private void readInstead(String from, String to) {
        for (Node reader : teacher.model().graph().consumersOf(from)) {
            List<String> inputs = new ArrayList<>(reader.inputs());
            inputs.replaceAll(name -> name.equals(from) ? to : name);
            editor.replace(reader, reader.withInputs(inputs));
        }
    }

    private String layout(String tensor, Preparation.Layout from, Preparation.Layout to) {
        if (from == to) {
            return tensor;
        }
        long[] turn = to == Preparation.Layout.NCHW ? new long[] {0, 3, 1, 2} : new long[] {0, 2, 3, 1};
        return added(Node.of("Transpose", List.of(tensor), List.of("?")).with("perm", turn));
    }

    /** Of a tensor of {@code rank} axes, {@code axis} being that of the colours. */
    private String colours(String tensor, Preparation prepared, Preparation wanted, int axis, int rank) {
        if (prepared.mean().size() != wanted.mean().size()) {
            throw new InvalidPlanException(
                    "the teacher takes %s pictures, its student %s; choose a teacher that takes %s"
                            .formatted(wanted.channels(), prepared.channels(), prepared.channels()));
        }
        return Recoloured.of(editor, tensor, prepared, wanted, axis, rank);
    }

    private String resized(String tensor, Preparation prepared, Preparation wanted) {
        if (prepared.width() == wanted.width() && prepared.height() == wanted.height()) {
            return tensor;
        }
        if (teacher.model().opset() < OLDEST_OPSET_OF_RESIZE) {
            throw new UnsupportedModelException(
                    "the teacher takes %d x %d pixels, its student %d x %d, and pictures cannot be resized in opset %d; take one of opset %d or newer"
                            .formatted(
                                    wanted.width(),
                                    wanted.height(),
                                    prepared.width(),
                                    prepared.height(),
                                    teacher.model().opset(),
                                    OLDEST_OPSET_OF_RESIZE));
        }
        float[] scales = {1, 1, scale(prepared.height(), wanted.height()), scale(prepared.width(), wanted.width())};
        return added(Node.of(
                        "Resize", List.of(tensor, "", editor.constant("scales", Tensor.of(scales, 4))), List.of("?"))
                .with("mode", "linear")
                .with("coordinate_transformation_mode", "half_pixel"));
    }

    /** A factor that gives exactly the wanted extent once it is rounded down. */
    private static float scale(int from, int to) {
        float scale = (float) to / from;
        return (int) (from * scale) < to ? Math.nextUp(scale) : scale;
    }

    private String added(Node node) {
        String output = editor.freshName("for the teacher");
        editor.add(node.withOutputs(List.of(output)));
        return output;
    }

    private void outputs() {
        Head own = teacher.card().head();
        Head wanted = student.card().head();
        if (!own.getClass().equals(wanted.getClass())) {
            throw new InvalidPlanException("the teacher's head is of kind %s, its student's %s; both must be alike"
                    .formatted(own.getClass().getSimpleName(), wanted.getClass().getSimpleName()));
        }
        String first = teacher.model().graph().outputs().get(0).name();
        if (own instanceof Head.Classification classes) {
            answers(inOrder(Scores.of(teacher.model(), classes.output().orElse(first))));
        } else if (own instanceof Head.Embedding embedding) {
            answers(embedding.output().orElse(first));
        } else {
            renamed(detector(own), detector(wanted));
        }
    }

    private static List<String> detector(Head head) {
        if (head instanceof Head.Ssd ssd) {
            return List.of(ssd.scores(), ssd.boxes());
        }
        if (head instanceof Head.AnchorFree cells) {
            List<String> names = new ArrayList<>(cells.scores());
            names.addAll(cells.boxes());
            return names;
        }
        throw new UnsupportedModelException("a detector whose head is of kind %s cannot teach"
                .formatted(head.getClass().getSimpleName()));
    }

    /** The first output is what losses read. */
    private void answers(String tensor) {
        List<ValueInfo> before = teacher.model().graph().outputs();
        before.forEach(output -> editor.removeOutput(output.name()));
        editor.addOutput(ValueInfo.named(tensor));
    }

    private String inOrder(String scores) {
        List<String> own = teacher.card().labels();
        List<String> wanted = student.card().labels();
        if (own.equals(wanted) || own.isEmpty() || wanted.isEmpty()) {
            return scores;
        }
        long[] places = new long[wanted.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = own.indexOf(wanted.get(i));
            if (places[i] < 0) {
                throw new InvalidPlanException("the teacher does not know the class '%s' (it knows: %s)"
                        .formatted(wanted.get(i), String.join(", ", own)));
            }
        }
        return added(Node.of(
                        "Gather",
                        List.of(scores, editor.constant("order", Tensor.of(places, places.length))),
                        List.of("?"))
                .with("axis", 1));
    }

    private void renamed(List<String> own, List<String> wanted) {
        if (own.size() != wanted.size()) {
            throw new InvalidPlanException(
                    "the teacher answers in %d tensors, its student in %d; both must have the same head"
                            .formatted(own.size(), wanted.size()));
        }
        Map<String, String> moved = new LinkedHashMap<>();
        for (int i = 0; i < own.size(); i++) {
            if (!own.get(i).equals(wanted.get(i))) {
                moved.put(own.get(i), wanted.get(i));
            }
        }
        for (Map.Entry<String, String> move : moved.entrySet()) {
            boolean taken = teacher.model().graph().producerOf(move.getValue()).isPresent();
            if (taken) {
                throw new UnsupportedModelException(
                        "the teacher has a tensor '%s' that means something else than its student's"
                                .formatted(move.getValue()));
            }
            editor.add(Node.of("Identity", List.of(move.getKey()), List.of(move.getValue())));
        }
    }
}
