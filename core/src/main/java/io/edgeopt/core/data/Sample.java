package io.edgeopt.core.data;

/**
 * One thing to judge.
 *
 * @param id unique within its set and stable: a path below the set's folder, or an index
 * @param content what a model sees
 * @param truth what is so
 */
public record Sample(String id, Content content, Truth truth) {}
