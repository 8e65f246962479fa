package io.edgeopt.core.study;

import java.util.Optional;

/**
 * What a variant's file is.
 *
 * @param path from the study's folder; of a baseline, where it was found
 * @param digest SHA-256 of it
 * @param bytes of it
 * @param packedBytes of its archive, where one was made
 * @param parameters how many numbers it learnt, where they were counted
 * @param macs multiply-accumulates for one input
 * @param zeros share of its weights that are zero
 */
public record VariantFile(
        String path,
        String digest,
        long bytes,
        Optional<Long> packedBytes,
        Optional<Long> parameters,
        Optional<Long> macs,
        Optional<Double> zeros) {}
