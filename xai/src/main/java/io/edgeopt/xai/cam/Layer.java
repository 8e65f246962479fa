package io.edgeopt.xai.cam;

import io.edgeopt.core.explain.Upsampling;
import io.edgeopt.core.tensor.Shape;

/**
 * A tensor inside a network that still knows places.
 *
 * @param tensor its name
 * @param shape of one item
 * @param height rows of places
 * @param width columns of places
 * @param frames along time; 1 in networks that see pictures
 * @param order in which its values stand
 */
record Layer(String tensor, Shape shape, int height, int width, int frames, Order order) {
    /** How channels and places follow each other. */
    enum Order {
        /** Channel after channel, each over all frames and places. */
        CHANNELS,
        /** Frame after frame, each as a picture of its own: in a batch, or on an axis before the channels. */
        FRAMES,
        /** Place after place, as in transformers; before them may be a token for the whole picture. */
        TOKENS
    }

    Upsampling.Grid grid() {
        return new Upsampling.Grid(frames, height, width);
    }

    int channels() {
        return (int) shape.dim(
                switch (order) {
                    case CHANNELS -> 1;
                    case FRAMES -> shape.rank() - 3;
                    case TOKENS -> 2;
                });
    }

    int places() {
        return frames * height * width;
    }

    /** Where in the buffer a channel's value at a place lies. */
    int at(int channel, int place) {
        int area = height * width;
        return switch (order) {
            case CHANNELS -> channel * places() + place;
            case FRAMES -> (place / area * channels() + channel) * area + place % area;
            case TOKENS -> ((int) shape.dim(1) - places() + place) * channels() + channel;
        };
    }
}
