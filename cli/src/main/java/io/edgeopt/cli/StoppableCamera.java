package io.edgeopt.cli;

import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.image.FrameSource;
import java.util.function.BooleanSupplier;

/** A camera that ends when someone wishes it. */
record StoppableCamera(Camera camera, BooleanSupplier wish) implements Camera {
    @Override
    public String name() {
        return camera.name();
    }

    @Override
    public FrameSource.Info info() {
        return camera.info();
    }

    @Override
    public boolean isLive() {
        return camera.isLive();
    }

    @Override
    public int reconnects() {
        return camera.reconnects();
    }

    @Override
    public Slot slot() {
        return camera.slot();
    }

    @Override
    public Grab grab(Slot slot) {
        return wish.getAsBoolean() ? Grab.END : camera.grab(slot);
    }

    @Override
    public void interrupt() {
        camera.interrupt();
    }

    @Override
    public void close() {
        camera.close();
    }
}
