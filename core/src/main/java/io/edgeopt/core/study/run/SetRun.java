package io.edgeopt.core.study.run;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.measure.BenchJudge;
import io.edgeopt.core.measure.BenchResult;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.run.SpeedTest.Contestant;
import io.edgeopt.core.study.run.SpeedTest.Entrant;
import io.edgeopt.core.study.run.Variants.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Several models on one camera: all as they came, then all as each variant. */
final class SetRun {
    private final List<String> variants;
    private final StudyListener listener;

    /** What can be run. */
    private final Map<Name, Variant> runnable = new HashMap<>();

    private record Name(String model, String variant) {}

    /** With the variants besides the baseline. */
    SetRun(List<String> variants, StudyListener listener) {
        this.variants = Stream.concat(Stream.of(StudiedModel.BASELINE), variants.stream())
                .toList();
        this.listener = listener;
    }

    /** One that can be run. */
    void add(String model, Variant variant) {
        runnable.put(new Name(model, variant.name()), variant);
    }

    List<Together> measured(KeptSpeed kept, CameraSet set, String device) {
        List<String> whole = variants.stream()
                .filter(variant -> missing(set, variant).isEmpty())
                .toList();
        // Without the baseline there would be nothing to compare with.
        Optional<String> failure = missing(set, StudiedModel.BASELINE);
        Optional<BenchResult> found = Optional.empty();
        if (failure.isEmpty()) {
            try {
                found = Optional.of(measured(kept, set, whole));
            } catch (EdgeoptException e) {
                listener.failed(set.name() + ": measure", String.valueOf(e.getMessage()));
                failure = Optional.of(String.valueOf(e.getMessage()));
            }
        }
        List<Together> rows = new ArrayList<>();
        for (String variant : variants) {
            int place = whole.indexOf(variant);
            Optional<Speed> speed = place < 0 ? Optional.empty() : found.flatMap(all -> speed(all, place));
            Optional<String> unmeasured = place < 0
                    ? Optional.empty()
                    : found.flatMap(all -> all.models().get(place).failure());
            Optional<String> general = failure;
            rows.add(new Together(
                    set.name(),
                    variant,
                    device,
                    set.members(),
                    speed,
                    speed.isPresent()
                            ? Optional.empty()
                            : missing(set, variant).or(() -> general).or(() -> unmeasured)));
        }
        return rows;
    }

    private static Optional<Speed> speed(BenchResult found, int place) {
        return Speed.of(
                found.plan(), BenchJudge.of(found, place), found.models().get(place));
    }

    private BenchResult measured(KeptSpeed kept, CameraSet set, List<String> whole) {
        List<String> names = new ArrayList<>();
        List<Contestant> contestants = new ArrayList<>();
        for (String variant : whole) {
            List<Entrant> entrants = new ArrayList<>();
            for (Together.Member member : set.members()) {
                Variant one = runnable(member, variant).orElseThrow();
                entrants.add(new Entrant(one.file(), one.card(), member.stride()));
                names.add(one.digest() + " " + member.stride());
            }
            contestants.add(new Contestant(entrants));
        }
        return kept.measured(set.name(), names, contestants);
    }

    private Optional<Variant> runnable(Together.Member member, String variant) {
        return Optional.ofNullable(runnable.get(new Name(member.model(), variant)));
    }

    /** Why the set cannot be run as that variant. */
    private Optional<String> missing(CameraSet set, String variant) {
        return set.members().stream()
                .filter(member -> runnable(member, variant).isEmpty())
                .findFirst()
                .map(member -> "there is no %s of %s".formatted(variant, member.model()));
    }
}
