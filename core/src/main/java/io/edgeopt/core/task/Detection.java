package io.edgeopt.core.task;

import io.edgeopt.core.data.Box;

/** An object that a model says is there. */
public record Detection(Box box, int label, float score) {}
