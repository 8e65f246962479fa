package io.edgeopt.datasets.likeness;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.run.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pictures of one scene: their thumbnails of 16 x 16 grey pixels correlate, as they are or with one of them turned or mirrored, as
 * makers of data sets do to have more. Coarser than {@link NearDuplicates}: something may move in the scene, and the
 * light may change. Each is compared with each, so the time grows with the square of their number.
 */
public final class Thumbnails {
    private static final int SIDE = 16;
    private static final int PIXELS = SIDE * SIDE;
    /** Below this spread of grey levels nothing is in a picture that could be compared: all such are alike. */
    private static final double FLAT = 1;
    /** Sums of rounded numbers: a picture is like itself. */
    private static final double ROUNDING = 1e-5;

    private final List<String> ids = new ArrayList<>();
    private final List<float[]> pictures = new ArrayList<>();

    private Thumbnails() {}

    /** Clusters of two or more ids whose thumbnails correlate by {@code least} or more, directly or through others. */
    public static List<List<String>> alike(Dataset data, double least, Progress progress) {
        Thumbnails all = new Thumbnails();
        progress.begin("look at pictures", data.size());
        for (int i = 0; i < data.size(); i++) {
            all.add(data.sample(i));
            progress.advance(1);
        }
        progress.end();
        if (all.ids.isEmpty()) {
            throw new InvalidDataException(
                    "%s holds no pictures, and only pictures are compared".formatted(data.name()));
        }
        progress.begin("compare pictures", all.ids.size());
        Clusters clusters = all.joined(least - ROUNDING, progress);
        progress.end();
        // The two pictures of a pair are one sample.
        return clusters.shared(all.ids).stream()
                .map(cluster -> cluster.stream().distinct().toList())
                .filter(cluster -> cluster.size() > 1)
                .toList();
    }

    private void add(Sample sample) {
        add(sample.id(), sample.content());
        if (sample.truth() instanceof Truth.SamePerson pair) {
            add(sample.id(), pair.other());
        }
    }

    private void add(String id, Content content) {
        if (content instanceof Content.Picture picture) {
            ids.add(id);
            pictures.add(thumbnail(ImageReader.read(picture.file())));
        }
    }

    private Clusters joined(double least, Progress progress) {
        Clusters clusters = new Clusters(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            List<float[]> turns = turns(pictures.get(i));
            for (int j = 0; j < i; j++) {
                // Of those that hang together already, nobody need know more.
                if (clusters.find(j) != clusters.find(i) && isOneOf(turns, pictures.get(j), least)) {
                    clusters.join(i, j);
                }
            }
            progress.advance(1);
        }
        return clusters;
    }

    private static boolean isOneOf(List<float[]> turns, float[] picture, double least) {
        for (float[] turn : turns) {
            if (correlation(turn, picture) >= least) {
                return true;
            }
        }
        return false;
    }

    /** Means of 16 x 16 patches of brightness, with mean 0 and length 1; all the same of a picture that is of one grey. */
    private static float[] thumbnail(Image image) {
        double[] grey = new double[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            grey[i] = Patch.of(image, i % SIDE, SIDE, i / SIDE, SIDE).brightness();
        }
        double mean =
                IntStream.range(0, PIXELS).mapToDouble(i -> grey[i]).average().orElse(0);
        double length = Math.sqrt(IntStream.range(0, PIXELS)
                .mapToDouble(i -> (grey[i] - mean) * (grey[i] - mean))
                .sum());
        float[] thumbnail = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            thumbnail[i] = length < FLAT * SIDE ? 1f / SIDE : (float) ((grey[i] - mean) / length);
        }
        return thumbnail;
    }

    /** The picture in the eight ways of turning and mirroring it. */
    private static List<float[]> turns(float[] picture) {
        List<float[]> turns = new ArrayList<>();
        float[] turned = picture;
        for (int quarter = 0; quarter < 4; quarter++) {
            turns.add(turned);
            turns.add(mirrored(turned));
            turned = turned(turned);
        }
        return turns;
    }

    private static float[] mirrored(float[] picture) {
        float[] mirrored = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            mirrored[i] = picture[i / SIDE * SIDE + SIDE - 1 - i % SIDE];
        }
        return mirrored;
    }

    private static float[] turned(float[] picture) {
        float[] turned = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            turned[i] = picture[(SIDE - 1 - i % SIDE) * SIDE + i / SIDE];
        }
        return turned;
    }

    private static double correlation(float[] one, float[] other) {
        float sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
