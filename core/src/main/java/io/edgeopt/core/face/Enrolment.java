package io.edgeopt.core.face;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.task.Prediction.Embedding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Pictures of one person on their way into a gallery. */
public final class Enrolment {
    /** Of fewer nobody can say which is the odd one. */
    private static final int FEWEST_TO_COMPARE = 3;

    /**
     * What came of them.
     *
     * @param embeddings to enrol
     * @param faceless pictures in which no face was found
     * @param unlike pictures that are like none of the others: perhaps somebody else's
     */
    public record Result(List<Embedding> embeddings, List<String> faceless, List<String> unlike) {}

    private final Optional<FaceFinder> finder;
    private final Function<Image, Embedding> embedder;
    private final List<String> ids = new ArrayList<>();
    private final List<Embedding> embeddings = new ArrayList<>();
    private final List<String> faceless = new ArrayList<>();

    /**
     * Of nobody's pictures yet.
     *
     * @param finder none where pictures are faces already, cut out and aligned
     */
    public Enrolment(Optional<FaceFinder> finder, Function<Image, Embedding> embedder) {
        this.finder = finder;
        this.embedder = embedder;
    }

    /** Takes the main face of a picture; {@code id} is what messages call it. */
    public void add(String id, Image image) {
        Optional<Image> crop = finder.isEmpty()
                ? Optional.of(image)
                : MainFace.of(image, finder.get().find(image)).map(face -> FaceCrop.of(image, face));
        if (crop.isEmpty()) {
            faceless.add(id);
            return;
        }
        ids.add(id);
        embeddings.add(embedder.apply(crop.get()));
    }

    /**
     * At most {@code most} embeddings, evenly out of those that are there.
     *
     * @param threshold similarity from which on two faces are one person's
     */
    public Result result(double threshold, int most) {
        List<Embedding> alike = new ArrayList<>();
        List<String> unlike = new ArrayList<>();
        for (int i = 0; i < embeddings.size(); i++) {
            if (embeddings.size() < FEWEST_TO_COMPARE || nearest(i) >= threshold) {
                alike.add(embeddings.get(i));
            } else {
                unlike.add(ids.get(i));
            }
        }
        int count = Math.min(most, alike.size());
        List<Embedding> chosen = IntStream.range(0, count)
                .mapToObj(i -> alike.get((int) ((2L * i + 1) * alike.size() / (2L * count))))
                .toList();
        return new Result(chosen, List.copyOf(faceless), unlike);
    }

    private double nearest(int picture) {
        return IntStream.range(0, embeddings.size())
                .filter(other -> other != picture)
                .mapToDouble(other -> embeddings.get(picture).similarity(embeddings.get(other)))
                .max()
                .orElse(1);
    }
}
