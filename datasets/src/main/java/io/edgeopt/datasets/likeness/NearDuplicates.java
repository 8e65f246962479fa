package io.edgeopt.datasets.likeness;

import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pictures that look alike: their difference hashes (is each of 8x8 patches clearly brighter than its right neighbour?) differ
 * in at most four bits. Equal pictures saved twice, frames of a still scene, and crops by a pixel are found; mirrored
 * ones are not.
 */
public final class NearDuplicates {
    private static final int BITS = 4;
    /** Of 255 levels: in flat places compression alone makes smaller differences. */
    private static final double MARGIN = 2;

    private NearDuplicates() {}

    /** Clusters of two or more ids, each cluster and all of them in the set's order. */
    public static List<List<String>> in(Dataset data) {
        List<String> ids = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < data.size(); i++) {
            Sample sample = data.sample(i);
            if (sample.content() instanceof Content.Picture picture) {
                ids.add(sample.id());
                hashes.add(hash(ImageReader.read(picture.file())));
            }
        }
        Clusters clusters = new Clusters(ids.size());
        Map<Long, List<Integer>> seen = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            // Of five bands at least one is equal where no more than four bits differ.
            for (int band = 0; band <= BITS; band++) {
                long bits = (hashes.get(i) >>> (13 * band)) & 0x1FFF;
                List<Integer> alike = seen.computeIfAbsent((bits << 3) | band, key -> new ArrayList<>());
                for (int j : alike) {
                    if (Long.bitCount(hashes.get(i) ^ hashes.get(j)) <= BITS) {
                        clusters.join(i, j);
                    }
                }
                alike.add(i);
            }
        }
        return clusters.shared(ids);
    }

    /** Means of 9x8 patches of brightness, each compared with the one at its right. */
    static long hash(Image image) {
        long hash = 0;
        for (int row = 0; row < 8; row++) {
            double left = Patch.of(image, 0, 9, row, 8).brightness();
            for (int column = 1; column < 9; column++) {
                double right = Patch.of(image, column, 9, row, 8).brightness();
                hash = (hash << 1) | (left > right + MARGIN ? 1 : 0);
                left = right;
            }
        }
        return hash;
    }
}
