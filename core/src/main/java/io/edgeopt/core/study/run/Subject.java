package io.edgeopt.core.study.run;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.study.StudiedModel.TestData;
import java.nio.file.Path;

/**
 * A model that is studied, and the data for it.
 *
 * @param name in the study
 * @param file of the model as it came
 * @param digest SHA-256 of it
 * @param frame what it sees at once, such as {@code 128x128}
 * @param test samples to score on
 * @param train samples to calibrate with and to learn from; none of them is in {@code test}
 * @param tested what is said of {@code test}
 * @param trainDigest which samples {@code train} holds
 */
public record Subject(
        String name,
        Path file,
        Model model,
        ModelCard card,
        String digest,
        String frame,
        Dataset test,
        Dataset train,
        TestData tested,
        String trainDigest) {}
