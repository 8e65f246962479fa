package io.edgeopt.xai.cam;

import io.edgeopt.core.tensor.Shape;

/**
 * A tensor inside a network that still knows places.
 *
 * @param tensor its name
 * @param shape with a batch of one
 * @param height rows of places
 * @param width columns of places
 * @param frames along time; 1 in networks that see pictures
 * @param tokens whether places stand in one row, as in transformers, features last; before them may be a token for the
 *     whole picture
 */
record Layer(String tensor, Shape shape, int height, int width, int frames, boolean tokens) {
    int channels() {
        return (int) shape.dim(tokens ? 2 : 1);
    }

    int places() {
        return frames * height * width;
    }

    /** Where in the buffer a channel's value at a place lies. */
    int at(int channel, int place) {
        if (tokens) {
            int before = (int) shape.dim(1) - places();
            return (before + place) * channels() + channel;
        }
        return channel * places() + place;
    }
}
