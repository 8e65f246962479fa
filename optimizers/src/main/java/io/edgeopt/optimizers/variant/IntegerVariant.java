package io.edgeopt.optimizers.variant;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.run.VariantKind;
import java.util.List;

/** Another variant, or the baseline, in 8-bit integers. */
public final class IntegerVariant implements VariantKind {
    private final String name;
    private final String source;
    private final Integers integers;

    private IntegerVariant(String name, String source, VideoOpener videos) {
        this.name = name;
        this.source = source;
        this.integers = new Integers(videos);
    }

    /** The baseline in integers: {@code int8}. */
    public static IntegerVariant ofBaseline(VideoOpener videos) {
        return new IntegerVariant("int8", StudiedModel.BASELINE, videos);
    }

    /** The variant {@code source} in integers. */
    public static IntegerVariant of(String name, String source, VideoOpener videos) {
        return new IntegerVariant(name, source, videos);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String words() {
        return source.equals(StudiedModel.BASELINE) ? "8-bit integers" : source + " in 8-bit integers";
    }

    @Override
    public String settings() {
        return Integers.settings();
    }

    @Override
    public List<String> needs() {
        return source.equals(StudiedModel.BASELINE) ? List.of() : List.of(source);
    }

    @Override
    public Made make(Request request) {
        Model model = request.others().getOrDefault(source, request.subject().model());
        return integers.of(model, request.subject().card(), request);
    }
}
