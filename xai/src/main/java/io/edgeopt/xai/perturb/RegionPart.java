package io.edgeopt.xai.perturb;

import io.edgeopt.core.graph.Dim;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.graph.ValueInfo;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.ElementType;
import io.edgeopt.core.tensor.Shape;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.LocalGraph.Station;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The part of a network from one station on, and the crop of that station that it is run on. */
final class RegionPart implements AutoCloseable {
    private final Crop rows;
    private final Crop columns;
    private final Session session;
    private final Binding binding;
    private final Tensor input;

    private RegionPart(Station from, Crop rows, Crop columns, Session session, Binding binding) {
        this.rows = rows;
        this.columns = columns;
        this.session = session;
        this.binding = binding;
        this.input = binding.input(from.tensor());
    }

    /** Owns {@code session}, and closes it also where it refuses so many items at once. */
    static RegionPart of(Station from, Crop rows, Crop columns, Session session, int batch) {
        try {
            Tensor buffer =
                    Tensor.allocate(ElementType.FLOAT, Shape.of(batch, from.channels(), rows.size(), columns.size()));
            Binding binding = session.bind(Map.of(from.tensor(), buffer));
            return new RegionPart(from, rows, columns, session, binding);
        } catch (RuntimeException refused) {
            session.close();
            throw refused;
        }
    }

    /** A network of these nodes alone. */
    static Model model(Model whole, Station from, List<Node> nodes, Collection<String> outputs) {
        ValueInfo input = ValueInfo.of(
                from.tensor(),
                ElementType.FLOAT,
                List.of(
                        new Dim.Free("items"),
                        new Dim.Fixed(from.channels()),
                        new Dim.Free("rows"),
                        new Dim.Free("columns")));
        return whole.part(input, nodes, outputs);
    }

    /**
     * Makes an item ready: the crop of what is there in the unchanged picture, and over it what changed.
     *
     * @param changed holds the changed block, at {@code lies}
     * @param here where that block belongs at this part's beginning
     * @param wanted the block that is to come out at its end
     */
    void fill(int item, Planes base, Planes changed, Block lies, Block here, Block wanted) {
        int top = rows.start(wanted.rows().from());
        int left = columns.start(wanted.columns().from());
        Planes mine = planes(input, item);
        base.copy(new Span(top, top + rows.size()), new Span(left, left + columns.size()), mine, 0, 0);
        // What no element of the result is made of may lie outside.
        Span down = here.rows().within(top, top + rows.size());
        Span across = here.columns().within(left, left + columns.size());
        changed.copy(
                down.moved(lies.rows().from() - here.rows().from()),
                across.moved(lies.columns().from() - here.columns().from()),
                mine,
                down.from() - top,
                across.from() - left);
    }

    /** Where in this part's result a block of its end lies. */
    Block inResult(Block wanted) {
        return new Block(
                wanted.rows().moved(-rows.origin(wanted.rows().from())),
                wanted.columns().moved(-columns.origin(wanted.columns().from())));
    }

    void run() {
        binding.run();
    }

    Map<String, Tensor> outputs() {
        return binding.outputs();
    }

    static Planes planes(Tensor tensor, int item) {
        Shape shape = tensor.shape();
        int channels = (int) shape.dim(1);
        int height = (int) shape.dim(2);
        int width = (int) shape.dim(3);
        return new Planes(tensor.floats(), item * channels * height * width, channels, height, width);
    }

    @Override
    public void close() {
        binding.close();
        session.close();
    }
}
