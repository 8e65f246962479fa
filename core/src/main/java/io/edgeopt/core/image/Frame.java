package io.edgeopt.core.image;

import java.time.Duration;

/**
 * One picture of a moving one.
 *
 * @param image the picture; the source may draw the next frame over it, so copy what must stay
 * @param time when it is to be seen, from the beginning of the recording
 * @param index how many frames the source gave before
 */
public record Frame(Image image, Duration time, long index) {}
