package io.edgeopt.autograd.recipe;

import io.edgeopt.autograd.feed.Batch;
import io.edgeopt.autograd.feed.DatasetBatches;
import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * Where each person's centre begins for a network that embeds already: at the mean of what it says of the pictures. From
 * centres that begin anywhere, the first thing that such a network learns is to forget all it knows.
 *
 * @see <a href="https://arxiv.org/abs/1712.07136">Qi et al., Low-Shot Learning with Imprinted Weights, 2018</a>
 */
final class Imprint {
    private final int people;
    private final String output;
    private final BooleanSupplier stop;

    /** Of the named embedding; {@code stop} is asked after every batch. */
    Imprint(int people, String output, BooleanSupplier stop) {
        this.people = people;
        this.output = output;
        this.stop = stop;
    }

    /** A row a person, from an epoch's pictures; of zeros for people whom an epoch leaves out. */
    Tensor of(Session session, DatasetBatches batches, Progress progress) {
        float[] rows = new float[0];
        int size = 0;
        progress.begin("centres", batches.batches());
        try {
            for (int i = 0; i < batches.batches() && !(i > 0 && stop.getAsBoolean()); i++) {
                Batch batch = batches.batch(0, i);
                float[] said = Objects.requireNonNull(
                                session.run(batch.inputs()).get(output), output)
                        .toFloats();
                int[] persons = ((Targets.Persons) batch.targets()).indices();
                size = said.length / persons.length;
                rows = rows.length == 0 ? new float[people * size] : rows;
                for (int item = 0; item < persons.length; item++) {
                    add(said, item * size, rows, persons[item] * size, size);
                }
                batch.release().run();
                progress.advance(1);
            }
        } finally {
            progress.end();
        }
        float[] centres = new float[rows.length];
        for (int at = 0; at < rows.length; at += size) {
            add(rows, at, centres, at, size);
        }
        return Tensor.of(centres, people, size);
    }

    /** Adds the direction of a row, where it has one. */
    private static void add(float[] from, int at, float[] to, int place, int size) {
        double squares = 0;
        for (int i = 0; i < size; i++) {
            squares += (double) from[at + i] * from[at + i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < size && length > 0; i++) {
            to[place + i] += (float) (from[at + i] / length);
        }
    }
}
