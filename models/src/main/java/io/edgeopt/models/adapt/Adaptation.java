package io.edgeopt.models.adapt;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;
import java.util.List;
import java.util.Map;

/**
 * A trained model that can be trained for something else.
 *
 * @param begun which old class each new one begins as; the others begin as the mean of all old ones
 * @param layers those that have other weights now
 * @param difference how far the scores of kept classes are from before, relative to the largest; 0 where none was kept
 */
public record Adaptation(
        Model model, ModelCard card, Map<String, String> begun, List<String> layers, double difference) {}
