package io.edgeopt.xai.gradient;

import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;

/** An explainer that asks for slopes with respect to the input. */
abstract class SlopeExplainer implements Explainer {
    private final String name;
    private final Subject subject;
    private final InputSlopes slopes;

    SlopeExplainer(String name, Subject subject) {
        this.name = name;
        this.subject = subject;
        this.slopes = new InputSlopes(subject);
    }

    abstract Saliency explain(Tensor input, Target target, InputSlopes slopes);

    @Override
    public final Saliency explain(Tensor input, Target target) {
        subject.axes(input.shape()).checkOne(input.shape());
        return explain(input, target, slopes);
    }

    /** The map of contributions of the input's elements: their sums over the channels. */
    final Saliency summed(float[] contributions, Tensor input) {
        return of(subject.axes(input.shape()).overChannels(contributions, input.shape()), input);
    }

    /** The map of values that are one a place already. */
    final Saliency of(float[] places, Tensor input) {
        Shape shape = input.shape();
        InputAxes axes = subject.axes(shape);
        return Saliency.of(name, axes.frames(shape), axes.height(shape), axes.width(shape), places);
    }

    /** At each place the largest of the channels' magnitudes. */
    final float[] largest(float[] values, Tensor input) {
        return subject.axes(input.shape()).largestOfChannels(values, input.shape());
    }

    @Override
    public final void close() {
        slopes.close();
    }
}
