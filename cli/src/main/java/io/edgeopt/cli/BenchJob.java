package io.edgeopt.cli;

import io.edgeopt.core.measure.BenchPlan;
import java.util.List;

/**
 * What a process is to measure, as the one that starts it tells it.
 *
 * @param model the file
 * @param card what the model takes and answers, as a card's JSON
 * @param guesses what of it had to be assumed
 */
record BenchJob(String model, String card, List<String> guesses, BenchPlan plan) {}
