package io.edgeopt.core.task.head;

import java.util.OptionalInt;

/**
 * Where in one item of a network's outputs a box and its score are read.
 *
 * @param output the output that holds the score
 * @param element of the score, counted through one item of the batch
 * @param objectness element of the same output that the score is multiplied by, where there is one
 * @param logits whether a sigmoid is still to come
 * @param boxOutput the output that holds the box
 * @param boxElement the first number of the box
 */
public record ScorePlace(
        String output, int element, OptionalInt objectness, boolean logits, String boxOutput, int boxElement) {}
