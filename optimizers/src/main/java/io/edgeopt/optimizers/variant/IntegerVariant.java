package io.edgeopt.optimizers.variant;

import io.edgeopt.core.feed.VideoOpener;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.run.VariantKind;
import java.util.List;
import java.util.Optional;

/** Another variant, or the baseline, in 8-bit integers. */
public final class IntegerVariant implements VariantKind {
    private final String name;
    private final String source;
    private final Optional<String> control;
    private final boolean learnsForLong;
    private final Integers integers;

    private IntegerVariant(
            String name, String source, Optional<String> control, boolean learnsForLong, VideoOpener videos) {
        this.name = name;
        this.source = source;
        this.control = control;
        this.learnsForLong = learnsForLong;
        this.integers = new Integers(videos);
    }

    /** The baseline in integers: {@code int8}. */
    public static IntegerVariant ofBaseline(VideoOpener videos) {
        return new IntegerVariant("int8", StudiedModel.BASELINE, Optional.empty(), false, videos);
    }

    /** The variant {@code source} in integers. */
    public static IntegerVariant of(String name, VariantKind source, VideoOpener videos) {
        return new IntegerVariant(name, source.name(), Optional.empty(), source.learnsForLong(), videos);
    }

    /** The same, told of against another variant, which had no teacher to learn from. */
    public IntegerVariant against(String other, VideoOpener videos) {
        return new IntegerVariant(name, source, Optional.of(other), learnsForLong, videos);
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
    public Optional<String> control() {
        return control;
    }

    @Override
    public boolean learnsForLong() {
        return learnsForLong;
    }

    @Override
    public Made make(Request request) {
        boolean ranked = request.amounts().layers() && source.equals(StudiedModel.BASELINE);
        VariantKind.Source from = request.source(source);
        return integers.of(from.model(), from.card(), request, ranked);
    }
}
