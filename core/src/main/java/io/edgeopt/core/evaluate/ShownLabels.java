package io.edgeopt.core.evaluate;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Shown;
import io.edgeopt.core.task.Task;
import java.util.List;
import java.util.stream.IntStream;

/** Data and answers without what a set of labels leaves out. */
final class ShownLabels {
    private final ModelCard card;
    private final String set;
    private final List<String> shown;

    private ShownLabels(ModelCard card, String set) {
        this.card = card;
        this.set = set;
        this.shown = card.shown(set);
    }

    static ShownLabels of(ModelCard card, String set) {
        if (card.task() == Task.EMBEDDING) {
            throw new InvalidPlanException("%s has no classes; leave --set out".formatted(card.name()));
        }
        return new ShownLabels(card, set);
    }

    /** Samples of other classes are left out; of pictures with boxes, the boxes. */
    Dataset of(Dataset whole) {
        LabelMap map = LabelMap.partial(whole.labels(), card.labels(), whole.name());
        boolean[] kept = new boolean[whole.labels().size()];
        for (int i = 0; i < kept.length; i++) {
            int label = map.toModel(i);
            kept[i] = label >= 0 && shown.contains(card.labels().get(label));
        }
        int[] places = IntStream.range(0, whole.size())
                .filter(i -> !(whole.sample(i).truth() instanceof Truth.Label label) || kept[label.index()])
                .toArray();
        if (places.length == 0) {
            throw new InvalidDataException(
                    "%s holds no sample of the set '%s' (%s)".formatted(whole.name(), set, String.join(", ", shown)));
        }
        return new Kept(whole, places, kept);
    }

    /** A judge that is told only of what is shown. */
    Judge before(Judge judge) {
        Shown view = Shown.of(card.labels(), shown);
        return new Judge() {
            @Override
            public int size() {
                return judge.size();
            }

            @Override
            public Sample sample(int index) {
                return judge.sample(index);
            }

            @Override
            public void add(Sample sample, Prediction prediction) {
                judge.add(sample, view.of(prediction));
            }

            @Override
            public Answers answers() {
                return judge.answers();
            }
        };
    }

    /** The samples that stay. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Kept(Dataset whole, int[] places, boolean[] labelled) implements Dataset {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public List<String> labels() {
            return whole.labels();
        }

        @Override
        public int size() {
            return places.length;
        }

        @Override
        public Sample sample(int index) {
            Sample sample = whole.sample(places[index]);
            return sample.truth() instanceof Truth.Objects objects
                    ? new Sample(
                            sample.id(),
                            sample.content(),
                            new Truth.Objects(objects.boxes().stream()
                                    .filter(box -> labelled[box.label()])
                                    .toList()))
                    : sample;
        }
    }
}
