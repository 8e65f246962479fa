package io.edgeopt.core.model;

import io.edgeopt.core.image.Preparation;
import java.util.Optional;

/**
 * One input of a model.
 *
 * @param name as the model has it
 * @param preparation how a picture, or each frame of a clip, becomes this input; without it only arrays can
 * @param clip which frames are taken, for models that see clips
 */
public record CardInput(String name, Optional<Preparation> preparation, Optional<ClipSampling> clip) {}
