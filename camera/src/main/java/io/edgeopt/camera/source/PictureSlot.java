package io.edgeopt.camera.source;

import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;

/** A frame that is a picture already. */
final class PictureSlot extends Slot {
    private Image image;

    PictureSlot(ImageSize size) {
        this.image = Image.blank(size.width(), size.height());
    }

    /** A picture of that size to draw over. */
    Image room(int width, int height) {
        if (image.width() != width || image.height() != height) {
            image = Image.blank(width, height);
        }
        return image;
    }

    @Override
    public ImageSize size() {
        return new ImageSize(image.width(), image.height());
    }

    @Override
    public Image image() {
        return image;
    }
}
