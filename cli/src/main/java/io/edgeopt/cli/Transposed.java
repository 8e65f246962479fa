package io.edgeopt.cli;

import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Box;
import io.edgeopt.core.explain.Question;
import io.edgeopt.core.image.Placement;

/**
 * A question about a picture as one model sees it, put to another that sees it at another size.
 *
 * @param from how the one sees it
 * @param to how the other does
 */
record Transposed(Frame from, Frame to) {
    /** So far apart two models' views of a picture may be, as a share of its side, for maps to be laid on one another. */
    private static final double APART = 0.02;

    /** Where a picture lies in an input of that size. */
    record Frame(Placement placement, int width, int height) {
        /** The whole picture, in shares of the input's sides. */
        private Box shares() {
            Box whole = placement.toInput(new Box(0, 0, placement.sourceWidth(), placement.sourceHeight()));
            return new Box(whole.left() / width, whole.top() / height, whole.right() / width, whole.bottom() / height);
        }
    }

    Transposed {
        Box one = from.shares();
        Box other = to.shares();
        if (Math.abs(one.left() - other.left()) > APART
                || Math.abs(one.top() - other.top()) > APART
                || Math.abs(one.right() - other.right()) > APART
                || Math.abs(one.bottom() - other.bottom()) > APART) {
            throw new UnsupportedModelException(
                    "the two models see different parts of a picture, so that their maps cannot be compared; give both cards the same 'fit'");
        }
    }

    /** The same, about the place where the other sees it. */
    Question question(Question asked) {
        if (asked instanceof Question.OfBox box) {
            return new Question.OfBox(to.placement().toInput(from.placement().toSource(box.box())), box.label());
        }
        if (asked instanceof Question.OfFaces) {
            throw new UnsupportedModelException(
                    "the two models take faces of different sizes; compare them by --person and a gallery of each instead");
        }
        return asked;
    }
}
