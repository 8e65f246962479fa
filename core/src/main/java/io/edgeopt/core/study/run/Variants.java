package io.edgeopt.core.study.run;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.FileDigest;
import io.edgeopt.core.model.ModelCard;
import io.edgeopt.core.optimize.Lineage;
import io.edgeopt.core.run.Progress;
import io.edgeopt.core.run.TrainingCurve;
import io.edgeopt.core.study.Sensitivity;
import io.edgeopt.core.study.StudiedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The variants of one subject, each made once, those that others need before them. */
final class Variants {
    private final Subject subject;
    private final Map<String, VariantKind> kinds = new LinkedHashMap<>();
    private final Map<String, Variant> made = new LinkedHashMap<>();
    private final Making making;
    private final StudyStore store;
    private final String version;

    /**
     * One of them.
     *
     * @param failure why there is none, though there should be
     * @param leftOut why there is none, where it would be worth nothing
     */
    record Variant(
            String name,
            Path file,
            ModelCard card,
            String digest,
            String how,
            List<String> lineage,
            List<String> notes,
            Map<String, String> decisions,
            Optional<Long> packedBytes,
            Optional<TrainingCurve> training,
            Optional<Sensitivity> sensitivity,
            Optional<String> failure,
            Optional<String> leftOut) {
        /** Why there is none. */
        Optional<String> absent() {
            return failure.or(() -> leftOut);
        }
    }

    /** What is kept of a variant that was made. */
    record Kept(
            String digest,
            String how,
            List<String> lineage,
            List<String> notes,
            Map<String, String> decisions,
            Optional<Long> packedBytes,
            Optional<TrainingCurve> training,
            Optional<Sensitivity> sensitivity) {}

    Variants(Subject subject, List<VariantKind> kinds, Making making, StudyStore store, String version) {
        this.subject = subject;
        this.making = making;
        this.store = store;
        this.version = version;
        making.all().forEach(kind -> this.kinds.put(kind.name(), kind));
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
    }

    Variant baseline() {
        return new Variant(
                StudiedModel.BASELINE,
                subject.file(),
                subject.card(),
                subject.digest(),
                "as it came",
                Lineage.of(subject.model()).steps(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Made now, or before; a failure is an answer too. */
    Variant made(String name, Progress progress) {
        if (name.equals(StudiedModel.BASELINE)) {
            return baseline();
        }
        Variant before = made.get(name);
        if (before != null) {
            return before;
        }
        VariantKind kind = Optional.ofNullable(kinds.get(name))
                .orElseThrow(() -> new IllegalStateException("no kind of variant '%s'".formatted(name)));
        Variant variant = made(kind, progress);
        made.put(name, variant);
        return variant;
    }

    /** What the variant's worth is told against, where its kind has such a control and the study wants it. */
    Optional<Variant> control(Variant variant, Progress progress) {
        return Optional.ofNullable(kinds.get(variant.name()))
                .filter(kind -> making.amounts().controls())
                .flatMap(VariantKind::control)
                .map(name -> made(name, progress));
    }

    private Variant made(VariantKind kind, Progress progress) {
        Optional<String> unfit = kind.unfit(subject);
        if (unfit.isPresent()) {
            return none(kind, Optional.empty(), unfit);
        }
        Map<String, Variant> needed = new LinkedHashMap<>();
        for (String need : kind.needs()) {
            Variant other = made(need, progress);
            if (other.absent().isPresent()) {
                String why = "it needs %s, of which there is none: %s"
                        .formatted(need, other.absent().get());
                return none(
                        kind,
                        other.failure().map(reason -> why),
                        other.leftOut().map(reason -> why));
            }
            needed.put(need, other);
        }
        try {
            return made(kind, needed, progress);
        } catch (LeftOutException e) {
            return none(kind, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        } catch (EdgeoptException e) {
            return none(kind, Optional.of(String.valueOf(e.getMessage())), Optional.empty());
        }
    }

    private Variant made(VariantKind kind, Map<String, Variant> needed, Progress progress) {
        Map<String, String> decided = making.decisions().of(subject.name(), kind.name());
        List<Object> parts = new ArrayList<>(List.of(
                "make",
                version,
                kind.name(),
                kind.settings(),
                subject.digest(),
                subject.trainDigest(),
                making.amounts(),
                making.seed(),
                new TreeMap<>(decided)));
        needed.values().forEach(other -> parts.add(other.digest()));
        String key = StudyStore.key(parts.toArray());
        Path file = store.folder().resolve("variants").resolve(subject.name()).resolve(kind.name() + ".onnx");
        Optional<Kept> kept = store.kept("made", key, Kept.class).filter(one -> StudyStore.isWhole(file, one.digest()));
        if (kept.isPresent()) {
            return variant(kind.name(), file, kept.get());
        }
        Map<String, VariantKind.Source> others = new LinkedHashMap<>();
        needed.forEach(
                (name, other) -> others.put(name, new VariantKind.Source(Model.read(other.file()), other.card())));
        VariantKind.Made fresh = kind.make(new VariantKind.Request(
                subject,
                others,
                decided,
                making.amounts(),
                making.backend(),
                making.threads(),
                making.seed(),
                progress));
        fresh.model().write(file);
        String digest = FileDigest.sha256(file);
        fresh.card().withDigest(digest).write(file.resolveSibling(kind.name() + ".json"));
        Kept whole = new Kept(
                digest,
                fresh.how(),
                Lineage.of(fresh.model()).steps(),
                fresh.notes(),
                fresh.decisions(),
                fresh.packedBytes(),
                fresh.training(),
                fresh.sensitivity());
        return variant(kind.name(), file, store.keep("made", key, whole));
    }

    private static Variant variant(String name, Path file, Kept kept) {
        ModelCard card = ModelCard.read(file.resolveSibling(name + ".json"));
        return new Variant(
                name,
                file,
                card,
                kept.digest(),
                kept.how(),
                kept.lineage(),
                kept.notes(),
                kept.decisions(),
                kept.packedBytes(),
                kept.training(),
                kept.sensitivity(),
                Optional.empty(),
                Optional.empty());
    }

    private Variant none(VariantKind kind, Optional<String> failure, Optional<String> leftOut) {
        return new Variant(
                kind.name(),
                subject.file(),
                subject.card(),
                "",
                kind.words(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                failure,
                leftOut);
    }
}
