package io.edgeopt.models.adapt;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ModelCard;

/**
 * A picture model that looks at some frames of a clip.
 *
 * @param features the maps of it that count; what comes after them is dropped
 * @param frames how many it looks at, evenly spread
 */
public record Looks(Model model, ModelCard card, String features, int frames) {}
