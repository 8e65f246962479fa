package io.edgeopt.cli;

import io.edgeopt.core.data.Sample;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.feed.InputMaker;
import io.edgeopt.core.image.ImageReader;
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
