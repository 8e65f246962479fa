package io.edgeopt.camera.source;

import io.edgeopt.core.image.Placement;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.image.Preparer;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Brings the frame in a slot into a model's input. For one thread; allocates nothing for frames of the same size. */
public final class SlotPreparer {
    /** Which code resizes frames. */
    public enum Resizing {
        /** The resizer that the card names, on the frame in RGB. */
        CARD,
        /** FFmpeg's own, straight from the decoder's colours: faster, and not the same pixels. */
        SWSCALE
    }

    /** What does the work. */
    interface Way {
        Placement prepare(Slot slot, Tensor input, int item);
    }

    private final Preparation preparation;
    private final Way way;
    private @Nullable View view;

    private SlotPreparer(Preparation preparation, Way way) {
        this.preparation = preparation;
        this.way = way;
    }

    public static SlotPreparer of(Preparation preparation, Resizing resizing) {
        if (resizing == Resizing.SWSCALE) {
            return new SlotPreparer(preparation, SwscalePreparer.of(preparation));
        }
        Preparer preparer = Preparer.of(preparation);
        return new SlotPreparer(preparation, (slot, input, item) -> preparer.prepare(slot.image(), input, item));
    }

    /** Writes the frame over item {@code item} of {@code input}, and says how it lies in it. */
    public View prepare(Slot slot, Tensor input, int item) {
        Placement placement = way.prepare(slot, input, item);
        View known = view;
        if (known == null || !known.placement().equals(placement)) {
            known = new View(preparation.width(), preparation.height(), placement);
            view = known;
        }
        return known;
    }
}
