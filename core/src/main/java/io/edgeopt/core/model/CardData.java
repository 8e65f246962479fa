package io.edgeopt.core.model;

import java.util.Optional;

/**
 * A data set behind a model.
 *
 * @param use what for: {@code train}, {@code test}, {@code calibration}
 * @param licence under which it came
 * @param source where it comes from
 */
public record CardData(String name, String use, Optional<String> licence, Optional<String> source) {}
