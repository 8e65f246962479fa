package io.edgeopt.camera.source;

import io.edgeopt.core.feed.SceneSource;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import io.edgeopt.core.image.ImageSize;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A camera before which a drawn scene plays for ever: needs nothing installed, and one knows what it shows. */
public final class SceneCamera implements Camera {
    private final String name;
    private final SceneSource scene;
    private long next;

    public SceneCamera(String name, SceneSource scene) {
        this.name = name;
        this.scene = scene;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FrameSource.Info info() {
        return new FrameSource.Info(scene.size(), OptionalDouble.of(scene.fps()), OptionalLong.empty());
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public Slot slot() {
        return new PictureSlot(scene.size());
    }

    @Override
    public Grab grab(Slot slot) {
        ImageSize size = scene.size();
        Image room = ((PictureSlot) slot).room(size.width(), size.height());
        scene.draw(next++, room);
        return Grab.FRAME;
    }

    @Override
    public void close() {
        next = 0;
    }
}
