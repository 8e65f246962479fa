package io.edgeopt.cli;

import io.edgeopt.core.data.Sample;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.feed.InputMaker;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;

/** Samples as inputs of a model that is explained. */
final class Feeder {
    private final Subject subject;
    private final String digest;
    private final InputMaker maker;

    /** @param digest SHA-256 of the model's file */
    Feeder(Subject subject, String digest) {
        this.subject = subject;
        this.digest = digest;
        this.maker = new InputMaker(
                subject.model().graph().inputs().get(0),
                subject.card().inputs().get(0),
                ImageReader::read,
                Catalog::video);
    }

    /** An input and how the picture lies in it. */
    record Fed(Tensor input, View view) {}

    Fed feed(Sample sample) {
        Tensor input = maker.allocate(1, sample.content());
        View view = maker.fill(sample, input, 0);
        return new Fed(input, view);
    }

    /** How the model takes what it is shown. */
    CardInput takes() {
        return subject.card().inputs().get(0);
    }

    /** The picture's place in an input of that size. */
    Transposed.Frame frame(Fed fed) {
        InputAxes axes = subject.axes(fed.input().shape());
        return new Transposed.Frame(
                fed.view().placement(),
                axes.width(fed.input().shape()),
                axes.height(fed.input().shape()));
    }

    Tensor input(Sample sample) {
        return feed(sample).input();
    }

    Subject subject() {
        return subject;
    }

    String digest() {
        return digest;
    }
}
