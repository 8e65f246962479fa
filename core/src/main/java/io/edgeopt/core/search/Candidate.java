package io.edgeopt.core.search;

/**
 * A recipe among those that are tried.
 *
 * @param recipe its steps, as people write them
 * @param training its steps up to the training whose length grows, which candidates may have in common; empty where
 *     nothing of it is trained longer
 */
public record Candidate(String recipe, String training) {
    /** Whether more training can change what comes out. */
    public boolean trains() {
        return !training.isEmpty();
    }
}
