package io.edgeopt.camera.door;

import io.edgeopt.camera.pipeline.FrameModel;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.core.task.Prediction;

/** A model that is shown nothing while a door is closed. */
public final class BehindDoor implements FrameModel {
    private final FrameModel model;
    private final Door door;
    private boolean idle;

    public BehindDoor(FrameModel model, Door door) {
        this.model = model;
        this.door = door;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public int stride() {
        return model.stride();
    }

    @Override
    public Seat seat() {
        return new Seated(model.seat());
    }

    @Override
    public void forget() {
        model.forget();
    }

    /** A seat behind the door. */
    private final class Seated implements Seat {
        private final Seat seat;

        Seated(Seat seat) {
            this.seat = seat;
        }

        @Override
        public boolean prepare(Slot slot) {
            return isShown(slot) && seat.prepare(slot);
        }

        @Override
        public void pass(Slot slot) {
            if (isShown(slot)) {
                seat.pass(slot);
            }
        }

        private boolean isShown(Slot slot) {
            if (!door.isOpen(slot.due())) {
                idle = true;
                return false;
            }
            if (idle) {
                idle = false;
                model.forget();
            }
            return true;
        }

        @Override
        public void infer() {
            seat.infer();
        }

        @Override
        public Prediction decode() {
            return seat.decode();
        }

        @Override
        public void close() {
            seat.close();
        }
    }

    @Override
    public void close() {
        model.close();
    }
}
