package io.edgeopt.cli;

import io.edgeopt.core.measure.Fork;
import java.util.Optional;

/** What a measuring process answers: a measurement, or why there is none. */
record BenchAnswer(Optional<Fork> fork, Optional<String> failure) {}
