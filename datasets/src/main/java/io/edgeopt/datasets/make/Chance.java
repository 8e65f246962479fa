package io.edgeopt.datasets.make;

import io.edgeopt.core.data.SeededHash;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Seeded chance for one sample. Besides plain draws it has <em>own</em> draws, for what makes a look: hues, textures,
 * proportions, seeds of backgrounds. Their range is cut into bins, and a hash of name and bin says which part of the
 * data a bin belongs to. So no look of the test part is ever drawn for training, whichever seeds the two were made with.
 */
public final class Chance {
    private static final int BINS = 48;

    private final SplittableRandom random;
    private final Part part;

    private Chance(SplittableRandom random, Part part) {
        this.random = random;
        this.part = part;
    }

    /** The chance of one sample. */
    public static Chance of(long seed, String maker, Part part, int index) {
        return new Chance(new SplittableRandom(SeededHash.of(seed, maker + "/" + part.folder() + "/" + index)), part);
    }

    /** Chance of its own for a part of the picture: how much it draws does not shift what is drawn elsewhere. */
    public Chance split() {
        return new Chance(random.split(), part);
    }

    public Part part() {
        return part;
    }

    /** Evenly in {@code [low, high)}. */
    public double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** Evenly on a scale of ratios, for sizes and strengths. */
    public double ratio(double low, double high) {
        return low * Math.exp(random.nextDouble() * Math.log(high / low));
    }

    /** Evenly in {@code 0 .. bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** Evenly in {@code low .. high}, both included. */
    public int whole(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    /** Mean 0, deviation 1. */
    public double normal() {
        return random.nextGaussian();
    }

    public boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    public <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Any bits: a seed for noise that may be the same in every part. */
    public long bits() {
        return random.nextLong();
    }

    /** As {@link #between}, but only from the bins of this part. */
    public double own(String look, double low, double high) {
        int bin = ownBin(look, BINS);
        return low + (high - low) * (bin + random.nextDouble()) / BINS;
    }

    /** One of the variants {@code 0 .. count - 1} that are this part's; with few variants a part may have but one. */
    public int ownVariant(String look, int count) {
        return ownBin(look, count);
    }

    /** A seed for a texture or a shape that only this part ever draws. */
    public long ownSeed(String look) {
        while (true) {
            long seed = random.nextLong();
            if (owner(SeededHash.of(seed, look)) == part) {
                return seed;
            }
        }
    }

    private int ownBin(String look, int bins) {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int bin = random.nextInt(bins);
            if (owner(SeededHash.of(bin, look)) == part) {
                return bin;
            }
        }
        throw new IllegalArgumentException(
                "of %d variants of '%s' none belongs to %s".formatted(bins, look, part.folder()));
    }

    /** Three of five bins are for training, one each for validation and testing. */
    private static Part owner(long hash) {
        return switch ((int) Math.floorMod(hash, 5L)) {
            case 0 -> Part.TEST;
            case 1 -> Part.VALID;
            default -> Part.TRAIN;
        };
    }
}
