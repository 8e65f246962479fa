package io.edgeopt.xai.perturb;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.explain.InputAxes;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.explain.Target;
import io.edgeopt.core.graph.Node;
import io.edgeopt.core.runtime.Binding;
import io.edgeopt.core.runtime.Session;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.xai.perturb.LocalGraph.Area;
import io.edgeopt.xai.perturb.LocalGraph.Station;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Scores of one picture with patches of it hidden, of which only what a patch reaches is computed again, layer by layer;
 * around it lies what was computed once for the whole picture. It is the same as running the whole network but for
 * rounding.
 */
final class RegionTrials implements AutoCloseable {
    private static final int BATCH = 8;

    private final Subject subject;
    private final List<Station> stations;
    private final List<Area> reaches;
    private final List<RegionPart> parts;
    private final Session whole;
    private final int batch;

    private RegionTrials(
            Subject subject,
            List<Station> stations,
            List<Area> reaches,
            List<RegionPart> parts,
            Session whole,
            int batch) {
        this.subject = subject;
        this.stations = stations;
        this.reaches = reaches;
        this.parts = parts;
        this.whole = whole;
        this.batch = batch;
    }

    /** Empty where nothing would be gained: clips, networks that look at everything at once, large patches. */
    static Optional<RegionTrials> of(Subject subject, Tensor input, Target target, List<Patch> patches) {
        return of(subject, input, target, patches, /* fewest= */ 1);
    }

    /** @param fewest stations at least, also if that does not pay; 1 to cut only where it does */
    static Optional<RegionTrials> of(Subject subject, Tensor input, Target target, List<Patch> patches, int fewest) {
        InputAxes axes = subject.axes(input.shape());
        boolean ownFunctions = !subject.model().functions().isEmpty();
        if (input.shape().rank() != 4 || axes.channel() != 1 || ownFunctions) {
            return Optional.empty();
        }
        LocalGraph graph = LocalGraph.of(subject, input, target);
        if (graph.stations().size() < Math.max(2, fewest)) {
            return Optional.empty();
        }
        RegionPlan plan = RegionPlan.of(graph, patches, BATCH, fewest);
        if (fewest == 1 && !plan.pays()) {
            return Optional.empty();
        }
        for (int batch : new int[] {BATCH, 1}) {
            try {
                return Optional.of(opened(subject, target, graph, plan, patches, batch));
            } catch (EdgeoptException refused) {
                // A reshape near the end may know of one picture only.
            }
        }
        return Optional.empty();
    }

    private static RegionTrials opened(
            Subject subject, Target target, LocalGraph graph, RegionPlan plan, List<Patch> patches, int batch) {
        List<Station> stations = plan.stations();
        List<Area> reaches =
                stations.stream().map(to -> graph.reach(stations.get(0), to)).toList();
        List<RegionPart> parts = new ArrayList<>();
        try {
            for (int i = 0; i < stations.size(); i++) {
                Station from = stations.get(i);
                boolean last = i + 1 == stations.size();
                Optional<Station> to = last ? Optional.empty() : Optional.of(stations.get(i + 1));
                List<Node> nodes = graph.between(from, to, target.tensors());
                Collection<String> ends = to.map(Station::tensor).map(Set::of).orElse(target.tensors());
                Session session =
                        subject.backend().open(RegionPart.model(subject.model(), from, nodes, ends), subject.options());
                Crop rows = Crop.whole(from.height());
                Crop columns = Crop.whole(from.width());
                if (to.isPresent()) {
                    Area way = graph.reach(from, to.get());
                    Area all = reaches.get(i + 1);
                    List<Block> blocks = patches.stream()
                            .map(patch -> Block.of(patch, all, to.get()))
                            .toList();
                    rows = Crop.of(
                            way.rows(), longest(blocks.stream().map(Block::rows).toList()), from.height());
                    columns = Crop.of(
                            way.columns(),
                            longest(blocks.stream().map(Block::columns).toList()),
                            from.width());
                }
                parts.add(RegionPart.of(from, rows, columns, session, batch));
            }
            Set<String> given = new TreeSet<>(target.tensors());
            stations.stream().skip(1).map(Station::tensor).forEach(given::add);
            return new RegionTrials(subject, stations, reaches, parts, subject.open(given), batch);
        } catch (RuntimeException failed) {
            parts.forEach(RegionPart::close);
            throw failed;
        }
    }

    private static int longest(List<Span> spans) {
        return spans.stream().mapToInt(Span::length).max().orElse(1);
    }

    /** The score of the picture as it is, and then with each of the patches hidden. */
    double[] scores(Tensor input, Target target, List<Patch> patches, Cover cover) {
        Map<String, Tensor> known = whole.run(Map.of(subject.input(), input));
        List<Planes> bases = new ArrayList<>(List.of(RegionPart.planes(input, 0)));
        stations.stream()
                .skip(1)
                .forEach(station -> bases.add(RegionPart.planes(Binding.named(known, station.tensor()), 0)));
        double[] scores = new double[patches.size() + 1];
        scores[0] = target.score(known, 0);
        Tensor hidden = input.copy();
        for (int first = 0; first < patches.size(); first += batch) {
            List<Patch> now = patches.subList(first, Math.min(patches.size(), first + batch));
            begin(now, bases.get(0), hidden, cover);
            for (int i = 1; i < parts.size(); i++) {
                proceed(now, i, bases.get(i));
            }
            for (int item = 0; item < now.size(); item++) {
                scores[first + item + 1] =
                        target.score(parts.get(parts.size() - 1).outputs(), item);
            }
        }
        return scores;
    }

    private Block block(Patch patch, int station) {
        return Block.of(patch, reaches.get(station), stations.get(station));
    }

    /** The block that comes out at the end of a part; at the end of the last there are no places. */
    private Block wanted(Patch patch, int part) {
        return block(patch, Math.min(part + 1, stations.size() - 1));
    }

    private void begin(List<Patch> now, Planes picture, Tensor hidden, Cover cover) {
        RegionPart part = parts.get(0);
        Planes changed = RegionPart.planes(hidden, 0);
        for (int item = 0; item < now.size(); item++) {
            Patch patch = now.get(item);
            Block here = new Block(patch.rows(), patch.columns());
            cover.hide(patch, hidden.floats());
            part.fill(item, picture, changed, here, here, wanted(patch, 0));
            picture.copy(here.rows(), here.columns(), changed, patch.top(), patch.left());
        }
        part.run();
    }

    private void proceed(List<Patch> now, int index, Planes base) {
        RegionPart before = parts.get(index - 1);
        RegionPart part = parts.get(index);
        Tensor result = Binding.named(before.outputs(), stations.get(index).tensor());
        for (int item = 0; item < now.size(); item++) {
            Block here = block(now.get(item), index);
            part.fill(
                    item,
                    base,
                    RegionPart.planes(result, item),
                    before.inResult(here),
                    here,
                    wanted(now.get(item), index));
        }
        part.run();
    }

    @Override
    public void close() {
        parts.forEach(RegionPart::close);
        whole.close();
    }
}
