package io.edgeopt.core.feed;

import io.edgeopt.core.InvalidDataException;
import io.edgeopt.core.UnsupportedModelException;
import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.data.Sample;
import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.image.ImageReader;
import io.edgeopt.core.model.CardInput;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * The samples of a data set as inputs of a model of one input: one sample a run, or as many as the model insists on. Sets
 * often stand class by class, and whoever reads a few looks at the first: so these are spread over the whole set.
 */
public final class DatasetInputs implements InputSource {
    private final Dataset data;
    private final ValueInfo input;
    private final int batch;
    private final InputMaker maker;
    private final SpreadOrder order;

    private DatasetInputs(Dataset data, ValueInfo input, InputMaker maker) {
        this.data = data;
        this.input = input;
        this.maker = maker;
        this.order = new SpreadOrder(data.size());
        List<Dim> dims = input.dims().orElse(List.of());
        this.batch = !dims.isEmpty() && dims.get(0) instanceof Dim.Fixed fixed ? Math.toIntExact(fixed.extent()) : 1;
    }

    /** Fails where the model takes several inputs, or the card describes another, or there are too few samples. */
    public static DatasetInputs of(Dataset data, List<ValueInfo> inputs, ModelCard card, VideoOpener videos) {
        if (inputs.size() != 1 || card.inputs().size() != 1) {
            throw new UnsupportedModelException(
                    "a model with the inputs %s cannot be fed from a data set; samples have one content"
                            .formatted(inputs));
        }
        CardInput described = card.inputs().get(0);
        if (!described.name().equals(inputs.get(0).name())) {
            throw new InvalidDataException("the card describes an input '%s', the model takes '%s'; correct the card"
                    .formatted(described.name(), inputs.get(0).name()));
        }
        InputMaker maker = new InputMaker(inputs.get(0), described, ImageReader::read, videos);
        DatasetInputs made = new DatasetInputs(data, inputs.get(0), maker);
        if (data.size() == 0) {
            throw new InvalidDataException("%s holds no sample".formatted(data.name()));
        }
        if (made.size() == 0) {
            throw new InvalidDataException("%s holds %d samples, the model takes %d at a time"
                    .formatted(data.name(), data.size(), made.batch));
        }
        return made;
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public int size() {
        return batch == 0 ? 0 : data.size() / batch;
    }

    @Override
    public Map<String, Tensor> inputs(int run) {
        Sample first = sample(run, 0);
        Tensor tensor = maker.allocate(batch, first.content());
        for (int item = 0; item < batch; item++) {
            maker.fill(sample(run, item), tensor, item);
        }
        return Map.of(input.name(), tensor);
    }

    @Override
    public String describe(int run) {
        return sample(run, 0).id();
    }

    private Sample sample(int run, int item) {
        return data.sample(order.place(run * batch + item));
    }
}
