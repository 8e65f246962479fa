package io.edgeopt.datasets.convert;

import io.edgeopt.core.data.Content;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pictures that look alike: their difference hashes (is each of 8x8 patches clearly brighter than its right neighbour?) differ
 * in at most four bits. Equal pictures saved twice, frames of a still scene, and crops by a pixel are found; mirrored
 * ones are not.
 */
public final class NearDuplicates {
    private static final int BITS = 4;
    /** Two of 255 levels, in thousandths: in flat places compression alone makes smaller differences. */
    private static final double MARGIN = 2000;

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
        int[] root = new int[ids.size()];
        Map<Long, List<Integer>> seen = new HashMap<>();
        for (int i = 0; i < root.length; i++) {
            root[i] = i;
            // Of five bands at least one is equal where no more than four bits differ.
            for (int band = 0; band <= BITS; band++) {
                long bits = (hashes.get(i) >>> (13 * band)) & 0x1FFF;
                List<Integer> alike = seen.computeIfAbsent((bits << 3) | band, key -> new ArrayList<>());
                for (int j : alike) {
                    if (Long.bitCount(hashes.get(i) ^ hashes.get(j)) <= BITS) {
                        root[find(root, i)] = find(root, j);
                    }
                }
                alike.add(i);
            }
        }
        Map<Integer, List<String>> clusters = new TreeMap<>();
        Map<Integer, Integer> first = new HashMap<>();
        for (int i = 0; i < root.length; i++) {
            int key = first.computeIfAbsent(find(root, i), none -> clusters.size());
            clusters.computeIfAbsent(key, none -> new ArrayList<>()).add(ids.get(i));
        }
        return clusters.values().stream().filter(cluster -> cluster.size() > 1).toList();
    }

    private static int find(int[] root, int i) {
        int at = i;
        while (root[at] != at) {
            root[at] = root[root[at]];
            at = root[at];
        }
        return at;
    }

    /** Means of 9x8 patches of brightness, each compared with the one at its right. */
    static long hash(Image image) {
        long hash = 0;
        for (int row = 0; row < 8; row++) {
            double left = mean(image, 0, row);
            for (int column = 1; column < 9; column++) {
                double right = mean(image, column, row);
                hash = (hash << 1) | (left > right + MARGIN ? 1 : 0);
                left = right;
            }
        }
        return hash;
    }

    private static double mean(Image image, int column, int row) {
        int fromX = column * image.width() / 9;
        int toX = Math.max(fromX + 1, (column + 1) * image.width() / 9);
        int fromY = row * image.height() / 8;
        int toY = Math.max(fromY + 1, (row + 1) * image.height() / 8);
        long sum = 0;
        for (int y = fromY; y < toY; y++) {
            for (int x = fromX; x < toX; x++) {
                sum += 299L * image.at(x, y, 0) + 587L * image.at(x, y, 1) + 114L * image.at(x, y, 2);
            }
        }
        return (double) sum / ((long) (toX - fromX) * (toY - fromY));
    }
}
