package io.edgeopt.cli;

import io.edgeopt.camera.telemetry.EnergyMeter;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.core.study.Decisions;
import io.edgeopt.core.study.StudyPlan;
import io.edgeopt.core.study.StudyPlan.PlannedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.run.CameraSet;
import io.edgeopt.core.study.run.Making;
import io.edgeopt.core.study.run.MapMaker;
import io.edgeopt.core.study.run.Scoring;
import io.edgeopt.core.study.run.StudyRun;
import io.edgeopt.core.study.run.Subject;
import io.edgeopt.core.study.run.VariantKind;
import io.edgeopt.xai.perturb.Baseline;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A planned study with everything that its names stand for. */
final class StudyWork {
    /** What preparing a model may need of the heap: samples, weights and their sums. */
    private static final long HEAP_OF_ONE = 1L << 30;

    private final StudyPlan plan;
    private final Decisions decisions;
    private final Path output;
    private final Console console;

    StudyWork(StudyPlan plan, Optional<Path> decisions, Path output, Console console) {
        this.plan = plan;
        this.decisions = decisions.map(Decisions::read).orElse(Decisions.NONE);
        this.output = output;
        this.console = console;
    }

    StudyResult run(List<String> words) {
        Backend backend = Catalog.backend("onnxruntime");
        // Whatever is wrong with a model, its data or the camera is said before anything is made.
        Optional<BenchSpeedTest> speed = plan.bench().map(bench -> BenchSpeedTest.of(bench, plan.seed(), words));
        StudySubjects subjects = new StudySubjects(plan, console);
        List<Subject> studied = new ArrayList<>();
        for (PlannedModel model : plan.models()) {
            studied.add(subjects.of(model));
        }
        List<VariantKind> all = Catalog.variants();
        Map<String, VariantKind> byName = new TreeMap<>();
        all.forEach(kind -> byName.put(kind.name(), kind));
        List<VariantKind> kinds = plan.variants().stream()
                .map(name -> Catalog.named("variant", name, byName))
                .toList();
        List<VariantKind> makable =
                Stream.concat(all.stream(), Catalog.controls().stream()).toList();
        List<String> unmeasured =
                new ArrayList<>(List.of("the device: figures are of the machine that is named below"));
        if (!EnergyMeter.isHere()) {
            unmeasured.add("energy: there is no RAPL, INA3221 or tegrastats that may be read");
        }
        List<String> longer = all.stream()
                .filter(kind -> plan.preset().indicative()
                        && kind.learnsForLong()
                        && !plan.variants().contains(kind.name()))
                .map(VariantKind::name)
                .toList();
        if (!longer.isEmpty()) {
            unmeasured.add("variants that learn for long, which the presets standard and full make: %s"
                    .formatted(String.join(", ", longer)));
        }
        List<CameraSet> sets = CameraSet.of(plan.together(), studied);
        if (sets.isEmpty() && plan.together().isEmpty()) {
            unmeasured.add("several models on one camera: there is one model in this study");
        }
        int atOnce = atOnce(kinds, studied.size());
        int threads = plan.threads() == 0 && atOnce > 1 ? 1 : plan.threads();
        StudyRun.Agenda agenda = new StudyRun.Agenda(
                words,
                Version.text(),
                plan.preset().toString(),
                plan.preset().indicative(),
                device(),
                studied,
                kinds,
                sets,
                plan.variantsTogether(),
                unmeasured,
                atOnce);
        StudyRun.Bench tools = new StudyRun.Bench(
                new Scoring(
                        backend,
                        Catalog::video,
                        threads,
                        plan.seed(),
                        plan.amounts().resamplings()),
                maps(backend, threads),
                speed.map(test -> test),
                new Making(makable, decisions, plan.amounts(), backend, threads, plan.seed()));
        return StudyRun.run(agenda, tools, output, Clock.systemUTC(), new StudyLines(console));
    }

    /**
     * How many models are prepared at once. Training keeps all processors busy by itself; what else there is to do leaves
     * most of them idle most of the time.
     */
    private int atOnce(List<VariantKind> kinds, int models) {
        boolean trains = plan.amounts().tuneSteps() > 0 || kinds.stream().anyMatch(VariantKind::learnsForLong);
        long heaps = Runtime.getRuntime().maxMemory() / HEAP_OF_ONE;
        long fitting = Math.min(Runtime.getRuntime().availableProcessors(), Math.min(heaps, models));
        return trains ? 1 : (int) Math.max(1, fitting);
    }

    /** What asks where models look; nothing where the study wants none. */
    private Optional<MapMaker> maps(Backend backend, int threads) {
        if (plan.explain().isEmpty()) {
            return Optional.empty();
        }
        ExplainMethods.Asked asked = new ExplainMethods.Asked(
                Optional.empty(), Baseline.MEAN, plan.amounts().coarse(), plan.seed());
        List<Method> methods =
                plan.explain().stream().map(name -> Catalog.method(name, asked)).toList();
        Catalog.gradientThreads(methods, threads);
        return Optional.of(new StudyMaps(methods, plan.amounts(), backend, threads, plan.seed()));
    }

    /** As gates name it. */
    private static String device() {
        String architecture = System.getProperty("os.arch", "");
        return architecture.equals("amd64") ? "x86_64" : architecture.equals("aarch64") ? "arm64" : architecture;
    }
}
