package io.edgeopt.autograd.feed;

import io.edgeopt.autograd.loss.Targets;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.feed.Change;
import io.edgeopt.core.feed.InputMaker;
import io.edgeopt.core.feed.PictureCache;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.image.augment.Augmentation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Batches out of a data set, prepared as a model's card says. */
public final class DatasetBatches implements BatchSource {
    private final Dataset data;
    private final ModelCard card;
    private final Learning learning;
    private final String input;
    private final ThreadLocal<InputMaker> makers;
    private final List<String> people;
    private final Order orders;
    private final ConcurrentLinkedQueue<Tensor> free = new ConcurrentLinkedQueue<>();
    private int orderedEpoch = -1;
    private int[] order = new int[0];

    public DatasetBatches(Dataset data, ModelCard card, ValueInfo input, Learning learning, VideoOpener videos) {
        if (data.size() == 0) {
            throw new InvalidDataException("%s holds no sample to learn from".formatted(data.name()));
        }
        CardInput described = card.inputs().get(0);
        PictureCache pictures = new PictureCache(ImageReader::read, learning.cache());
        this.data = data;
        this.card = card;
        this.learning = learning;
        this.input = input.name();
        this.makers = ThreadLocal.withInitial(() -> new InputMaker(input, described, pictures, videos));
        this.people = people(data);
        this.orders = Order.of(data, learning.balanced());
    }

    private static List<String> people(Dataset data) {
        TreeSet<String> people = new TreeSet<>();
        for (int i = 0; i < data.size(); i++) {
            if (data.sample(i).truth() instanceof Truth.Identity identity) {
                people.add(identity.person());
            }
        }
        return List.copyOf(people);
    }

    /** Who may be seen, by the index that targets use; empty where the data show no people. */
    public List<String> people() {
        return people;
    }

    /** What does not fill a batch at an epoch's end waits for another: a batch of one would upset batch norms. */
    @Override
    public int batches() {
        return Math.max(1, data.size() / learning.batch());
    }

    @Override
    public String digest() {
        return "%s, %d samples, %s".formatted(data.name(), data.size(), learning.digest());
    }

    @Override
    public Batch batch(int epoch, int index) {
        int count = Math.min(learning.batch(), data.size());
        int[] places = places(epoch, index * count, count);
        InputMaker maker = makers.get();
        Tensor values = memory(maker, count);
        List<Sample> samples = new ArrayList<>();
        List<List<LabelledBox>> boxes = new ArrayList<>();
        for (int item = 0; item < count; item++) {
            Sample sample = data.sample(places[item]);
            SplittableRandom chance = Augmentation.chance(learning.seed() + item, sample.id(), epoch);
            boxes.add(maker.fill(sample, values, item, Change.by(learning.augmentation(), chance))
                    .boxes());
            samples.add(sample);
        }
        Targets targets = targets(samples, boxes);
        if (learning.mixup() > 0 && targets instanceof Targets.Classes classes) {
            SplittableRandom chance = Augmentation.chance(learning.seed(), "mixup " + index, epoch);
            targets = new Targets.Classes(Mixup.mix(values, classes.shares(), learning.mixup(), chance));
        }
        return new Batch(Map.of(input, values), targets, () -> free.add(values));
    }

    private Tensor memory(InputMaker maker, int count) {
        Tensor fresh = free.poll();
        return fresh != null ? fresh : maker.allocate(count, data.sample(0).content());
    }

    private synchronized int[] places(int epoch, int from, int count) {
        if (orderedEpoch != epoch) {
            order = orders.of(learning.seed(), epoch);
            orderedEpoch = epoch;
        }
        int[] places = new int[count];
        System.arraycopy(order, from, places, 0, count);
        return places;
    }

    private Targets targets(List<Sample> samples, List<List<LabelledBox>> boxes) {
        return switch (card.task()) {
            case CLASSIFICATION, CLIP ->
                new Targets.Classes(samples.stream().map(this::shares).toArray(float[][]::new));
            case DETECTION -> new Targets.Objects(boxes);
            case EMBEDDING ->
                new Targets.Persons(samples.stream()
                        .mapToInt(sample -> Collections.binarySearch(people, person(sample)))
                        .toArray());
        };
    }

    private float[] shares(Sample sample) {
        int classes = card.labels().size();
        if (!(sample.truth() instanceof Truth.Label label) || label.index() >= classes) {
            throw new InvalidDataException("sample %s of %s has no label among the model's %d (%s)"
                    .formatted(sample.id(), data.name(), classes, String.join(", ", card.labels())));
        }
        float[] shares = new float[classes];
        Arrays.fill(shares, (float) (learning.smoothing() / classes));
        shares[label.index()] += (float) (1 - learning.smoothing());
        return shares;
    }

    private static String person(Sample sample) {
        return Optional.of(sample.truth())
                .filter(Truth.Identity.class::isInstance)
                .map(truth -> ((Truth.Identity) truth).person())
                .orElseThrow(() -> new InvalidDataException(
                        "sample %s does not say who is seen; an embedding learns from a folder a person"
                                .formatted(sample.id())));
    }

    /** The shape of a batch's input. */
    public Shape shape() {
        return makers.get()
                .allocate(
                        Math.min(learning.batch(), data.size()), data.sample(0).content())
                .shape();
    }
}
