package io.edgeopt.camera.pipeline;

import io.edgeopt.camera.source.Camera;
import io.edgeopt.camera.source.Slot;
import io.edgeopt.camera.source.SlotPreparer;
import io.edgeopt.camera.source.SlotPreparer.Resizing;
import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.task.Prediction;
import io.edgeopt.core.task.Shown;
import io.edgeopt.core.task.head.View;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model in a session, described by its card, over fixed buffers. */
public final class SessionModel implements FrameModel {
    private final Session session;
    private final ModelCard card;
    private final int stride;
    private final ElementType type;
    private final Preparation preparation;
    private final SlotPreparer preparer;
    private final Tensor frame;
    private final Optional<ClipWindow> window;
    private Optional<Shown> shown = Optional.empty();

    private SessionModel(
            Session session,
            ModelCard card,
            int stride,
            ElementType type,
            Preparation preparation,
            Resizing resizing,
            double fps) {
        this.session = session;
        this.card = card;
        this.stride = stride;
        this.type = type;
        this.preparation = preparation;
        this.preparer = SlotPreparer.of(preparation, resizing);
        this.frame = Tensor.allocate(type, shape());
        this.window = card.inputs().get(0).clip().map(clip -> ClipWindow.of(clip, fps, frame));
    }

    /**
     * The model, which closes its session.
     *
     * @param fps at which frames come, for models that see clips
     */
    public static SessionModel of(Session session, ModelCard card, int stride, Resizing resizing, double fps) {
        List<ValueInfo> inputs = session.inputs();
        if (inputs.size() != 1 || card.inputs().size() != 1) {
            throw new UnsupportedModelException(
                    "a model with the inputs %s cannot look at a camera: frames are one input".formatted(inputs));
        }
        CardInput described = card.inputs().get(0);
        if (!described.name().equals(inputs.get(0).name())) {
            throw new InvalidDataException("the card describes an input '%s', the model takes '%s'; correct the card"
                    .formatted(described.name(), inputs.get(0).name()));
        }
        Preparation preparation = described
                .preparation()
                .orElseThrow(() -> new InvalidPlanException(
                        "cannot prepare frames for input %s; say --size WIDTHxHEIGHT, or write a card beside the model"
                                .formatted(inputs.get(0))));
        ElementType type = inputs.get(0).type().orElse(ElementType.FLOAT);
        if (type != ElementType.FLOAT && type != ElementType.UINT8) {
            throw new UnsupportedModelException(
                    "input %s takes %s; frames are prepared as float or uint8".formatted(inputs.get(0), type));
        }
        return new SessionModel(session, card, stride, type, preparation, resizing, fps);
    }

    /** Of the objects that it finds only those with these labels are told. */
    public SessionModel showing(List<String> labels) {
        shown = Optional.of(Shown.of(card.labels(), labels));
        return this;
    }

    /** Brings one frame through the model; what does not fit is then said. */
    public void tryOn(Camera camera) {
        Slot slot = camera.slot();
        try (Seat seat = seat()) {
            Camera.Grab grab = camera.grab(slot);
            while (grab == Camera.Grab.DAMAGED) {
                grab = camera.grab(slot);
            }
            if (grab == Camera.Grab.END) {
                throw new InvalidDataException("source %s gives no frame".formatted(camera.name()));
            }
            seat.prepare(slot);
            seat.infer();
            seat.decode();
            forget();
        } finally {
            slot.release();
        }
    }

    private Shape shape() {
        int channels = preparation.channels() == Preparation.Channels.GRAY ? 1 : 3;
        return preparation.layout() == Preparation.Layout.NCHW
                ? Shape.of(1, channels, preparation.height(), preparation.width())
                : Shape.of(1, preparation.height(), preparation.width(), channels);
    }

    @Override
    public String name() {
        return card.name();
    }

    @Override
    public int stride() {
        return stride;
    }

    @Override
    public void forget() {
        window.ifPresent(ClipWindow::clear);
    }

    @Override
    public Seat seat() {
        Shape shape =
                card.inputs().get(0).clip().map(clip -> clip.shape(shape())).orElseGet(this::shape);
        Tensor input = Tensor.allocate(type, shape);
        String name = session.inputs().get(0).name();
        return new BoundSeat(input, session.bind(Map.of(name, input)));
    }

    /** Input and outputs of one run. */
    private final class BoundSeat implements Seat {
        private final Tensor input;
        private final Binding binding;
        private final Map<String, Tensor> outputs;
        private View view = View.exact(preparation.width(), preparation.height());

        BoundSeat(Tensor input, Binding binding) {
            this.input = input;
            this.binding = binding;
            this.outputs = binding.outputs();
        }

        @Override
        public boolean prepare(Slot slot) {
            if (window.isEmpty()) {
                view = preparer.prepare(slot, input, 0);
                return true;
            }
            ClipWindow clip = window.get();
            show(clip, slot);
            if (clip.isFull()) {
                clip.copyTo(input);
                return true;
            }
            return false;
        }

        @Override
        public void pass(Slot slot) {
            // A lambda would be garbage for each frame.
            if (window.isPresent()) {
                show(window.get(), slot);
            }
        }

        private void show(ClipWindow clip, Slot slot) {
            if (clip.wantsNext()) {
                view = preparer.prepare(slot, frame, 0);
                clip.add(frame);
            } else {
                clip.pass();
            }
        }

        @Override
        public void infer() {
            binding.run();
        }

        @Override
        public Prediction decode() {
            Prediction whole = card.head().decode(outputs, 0, view);
            return shown.isPresent() ? shown.get().of(whole) : whole;
        }

        @Override
        public void close() {
            binding.close();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
