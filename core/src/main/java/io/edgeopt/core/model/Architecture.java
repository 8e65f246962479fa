package io.edgeopt.core.model;

import io.edgeopt.core.graph.Model;

/** A network with weights it has not learnt yet, and a card that says how it is fed and read. */
public record Architecture(Model model, ModelCard card) {}
