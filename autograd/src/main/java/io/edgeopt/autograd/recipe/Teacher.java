package io.edgeopt.autograd.recipe;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.graph.GraphEditor;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparation.Channels;
import io.edgeopt.core.image.Preparation.Layout;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ClipSampling;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A model whose answers are learnt.
 *
 * @param card how it wants its pictures; without it, it is taken to want them as its student does
 */
public record Teacher(Model model, Optional<ModelCard> card) {
    /**
     * The teacher for batches that are prepared as {@code student} says: where mean, deviation, scale or the order of
     * colours differ, the difference becomes the first layers of its graph. How pictures are fitted to the size cannot
     * be made up for; the teacher sees them as its student does.
     */
    Model fedAs(ModelCard student) {
        Optional<Preparation> own = card.flatMap(Teacher::preparation);
        Optional<Preparation> given = preparation(student);
        if (own.isEmpty() || given.isEmpty() || hasSameNumbers(own.get(), given.get())) {
            return model;
        }
        if (!isColourful(own.get()) || !isColourful(given.get())) {
            throw new InvalidPlanException(
                    ("the teacher is fed %s %s, its student %s %s, which cannot be turned into each other; take a teacher"
                                    + " that is fed rgb or bgr as nchw")
                            .formatted(
                                    own.get().channels(),
                                    own.get().layout(),
                                    given.get().channels(),
                                    given.get().layout()));
        }
        boolean framesBehind = student.inputs()
                .get(0)
                .clip()
                .filter(clip -> clip.order() == ClipSampling.Order.NCTHW)
                .isPresent();
        boolean framesBefore = student.inputs().get(0).clip().isPresent() && !framesBehind;
        return behind(own.get(), given.get(), framesBefore ? 2 : 1, framesBehind ? 4 : 3);
    }

    /** With what turns {@code given} numbers into its {@code own}; constants have {@code rank} axes, colours first. */
    private Model behind(Preparation own, Preparation given, int colours, int rank) {
        String input = model.graph().inputs().get(0).name();
        GraphEditor editor = model.edit();
        String turned = editor.freshName(input + "_own");
        editor.redirect(input, turned);
        boolean swap = own.channels() != given.channels();
        float[] factors = new float[3];
        float[] offsets = new float[3];
        for (int c = 0; c < 3; c++) {
            int from = swap ? 2 - c : c;
            float spread = own.scale() * own.std().get(c);
            factors[c] = given.std().get(from) * given.scale() / spread;
            offsets[c] = (given.mean().get(from) * given.scale() - own.mean().get(c) * own.scale()) / spread;
        }
        long[] shape = rank == 4 ? new long[] {3, 1, 1, 1} : new long[] {3, 1, 1};
        String read = input;
        if (swap) {
            String order = editor.constant("teacher_colours", Tensor.of(new long[] {2, 1, 0}, 3));
            read = editor.freshName("teacher_swapped");
            editor.add(Node.of("Gather", List.of(input, order), List.of(read)).with("axis", colours));
        }
        String factor = editor.constant("teacher_factor", Tensor.of(factors, shape));
        String offset = editor.constant("teacher_offset", Tensor.of(offsets, shape));
        String scaled = editor.freshName("teacher_scaled");
        return editor.add(Node.of("Mul", List.of(read, factor), List.of(scaled)))
                .add(Node.of("Add", List.of(scaled, offset), List.of(turned)))
                .sort()
                .model();
    }

    private static Optional<Preparation> preparation(ModelCard card) {
        return card.inputs().stream().findFirst().flatMap(CardInput::preparation);
    }

    private static boolean hasSameNumbers(Preparation a, Preparation b) {
        return a.channels() == b.channels()
                && a.scale() == b.scale()
                && a.mean().equals(b.mean())
                && a.std().equals(b.std());
    }

    private static boolean isColourful(Preparation preparation) {
        return preparation.channels() != Channels.GRAY && preparation.layout() == Layout.NCHW;
    }
}
