package io.edgeopt.core.evaluate;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.feed.InputMaker;
import io.edgeopt.core.feed.PictureReader;
import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.head.Head;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Shows a model the samples of a data set and scores what it answers. Samples are read as they are needed, by a thread
 * of their own that is never more than a batch ahead.
 */
public final class Evaluation {
    /**
     * How it is done.
     *
     * @param batch samples in one run; more than 1 needs a model with a free batch
     * @param limit how many samples at most, from the first on
     * @param topK the K of {@code topK}; 1 for none
     * @param enrolled pictures of each person that are enrolled for identification
     * @param seed for the choice of pairs where there are too many
     */
    public record Settings(int batch, OptionalInt limit, int topK, int enrolled, long seed) {
        public static final Settings DEFAULT = new Settings(1, OptionalInt.empty(), 5, 1, 0);

        public Settings {
            if (batch < 1 || topK < 1 || enrolled < 1 || limit.orElse(1) < 1) {
                throw new InvalidPlanException("batch %d, limit %s, topk %d and enrolled %d must be 1 or more"
                        .formatted(batch, limit.isPresent() ? limit.getAsInt() : "none", topK, enrolled));
            }
        }
    }

    private final Session session;
    private final ModelCard card;
    private final Settings settings;
    private final VideoOpener videos;
    private final Optional<String> set;
    private final PictureReader pictures;

    /** An evaluation that can see no videos. */
    public Evaluation(Session session, ModelCard card, Settings settings) {
        this(session, card, settings, VideoOpener.NONE);
    }

    public Evaluation(Session session, ModelCard card, Settings settings, VideoOpener videos) {
        this(session, card, settings, videos, Optional.empty(), ImageReader::read);
    }

    private Evaluation(
            Session session,
            ModelCard card,
            Settings settings,
            VideoOpener videos,
            Optional<String> set,
            PictureReader pictures) {
        this.session = session;
        this.card = card;
        this.settings = settings;
        this.videos = videos;
        this.set = set;
        this.pictures = pictures;
    }

    /** The same over a set of the card's labels alone: samples, boxes and objects of others are left out. */
    public Evaluation showing(String named) {
        return new Evaluation(session, card, settings, videos, Optional.of(named), pictures);
    }

    /** The same over pictures that come from another reader, such as one that finds faces in them. */
    public Evaluation reading(PictureReader changed) {
        return new Evaluation(session, card, settings, videos, set, changed);
    }

    public Answers over(Dataset whole, Progress progress) {
        return over(whole, progress, example -> {});
    }

    /** Shows {@code witness} every sample with its answer; of faces, whose answers mean nothing one by one, none. */
    public Answers over(Dataset whole, Progress progress, Consumer<Example> witness) {
        Optional<ShownLabels> shown = set.map(named -> ShownLabels.of(card, named));
        Dataset data = shown.map(labels -> labels.of(whole)).orElse(whole);
        int size = Math.min(data.size(), settings.limit().orElse(Integer.MAX_VALUE));
        if (size == 0) {
            throw new InvalidDataException("%s holds no sample".formatted(data.name()));
        }
        Judge judge = judge(data, size, witness);
        progress.begin("evaluate", judge.size());
        try {
            new Feeder(session, card.head(), input(), settings.batch())
                    .feed(shown.map(labels -> labels.before(judge)).orElse(judge), progress);
        } finally {
            progress.end();
        }
        return judge.answers();
    }

    private Judge judge(Dataset data, int size, Consumer<Example> witness) {
        return switch (card.task()) {
            case CLASSIFICATION, CLIP -> new ClassJudge(data, size, card.labels(), settings.topK(), witness);
            case DETECTION -> new DetectionJudge(data, size, card.labels(), witness);
            case EMBEDDING ->
                data.sample(0).truth() instanceof Truth.SamePerson
                        ? new PairJudge(data, size, threshold())
                        : new PersonJudge(data, size, settings.enrolled(), settings.seed(), threshold());
        };
    }

    private OptionalDouble threshold() {
        return card.head() instanceof Head.Embedding head
                ? head.threshold().stream().mapToDouble(Float::doubleValue).findFirst()
                : OptionalDouble.empty();
    }

    private InputMaker input() {
        List<ValueInfo> inputs = session.inputs();
        if (inputs.size() != 1 || card.inputs().size() != 1) {
            throw new UnsupportedModelException(
                    "a model with the inputs %s cannot be evaluated; samples have one content".formatted(inputs));
        }
        CardInput described = card.inputs().get(0);
        if (!described.name().equals(inputs.get(0).name())) {
            throw new InvalidDataException("the card describes an input '%s', the model takes '%s'; correct the card"
                    .formatted(described.name(), inputs.get(0).name()));
        }
        return new InputMaker(inputs.get(0), described, pictures, videos);
    }
}
