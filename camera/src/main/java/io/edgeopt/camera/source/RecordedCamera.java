package io.edgeopt.camera.source;

import io.edgeopt.core.image.Frame;
import io.edgeopt.core.image.FrameSource;
import io.edgeopt.core.image.Image;
import java.util.Optional;
import java.util.function.Supplier;

/** A recording that begins anew when it ends, such as a folder of pictures. */
public final class RecordedCamera implements Camera {
    private final String name;
    private final Supplier<FrameSource> opener;
    private FrameSource source;
    private boolean any;

    private RecordedCamera(String name, Supplier<FrameSource> opener) {
        this.name = name;
        this.opener = opener;
        this.source = opener.get();
    }

    /** Opens it, and will again: {@code opener} gives the recording at its beginning. */
    public static RecordedCamera open(String name, Supplier<FrameSource> opener) {
        return new RecordedCamera(name, opener);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public FrameSource.Info info() {
        return source.info();
    }

    @Override
    public boolean isLive() {
        return false;
    }

    @Override
    public Slot slot() {
        return new PictureSlot(source.info().size());
    }

    @Override
    public Grab grab(Slot slot) {
        Optional<Frame> next = source.next();
        if (next.isEmpty() && any) {
            source.close();
            source = opener.get();
            next = source.next();
        }
        if (next.isEmpty()) {
            return Grab.END;
        }
        any = true;
        Image image = next.get().image();
        Image room = ((PictureSlot) slot).room(image.width(), image.height());
        System.arraycopy(image.rgb(), 0, room.rgb(), 0, room.rgb().length);
        return Grab.FRAME;
    }

    @Override
    public void close() {
        source.close();
    }
}
