package io.edgeopt.reports.study;

import io.edgeopt.core.measure.BenchPlan;
import io.edgeopt.core.measure.Machine;
import io.edgeopt.core.study.Speed;
import io.edgeopt.core.study.StudiedModel;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.core.study.Together;
import io.edgeopt.core.study.VariantRow;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Column;
import io.edgeopt.reports.page.Block.Fact;
import io.edgeopt.reports.page.Cell;
import io.edgeopt.reports.page.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** On what and how it was measured: machines, benchmarks, data. */
final class Surroundings {
    private final StudyResult result;
    private final Voice voice;
    private final Numerals numerals;

    Surroundings(StudyResult result, Voice voice) {
        this.result = result;
        this.voice = voice;
        this.numerals = voice.numerals();
    }

    Section section() {
        List<Block> blocks = new ArrayList<>();
        result.machines().forEach((name, machine) -> blocks.add(machine(name, machine)));
        plans().forEach(plan -> blocks.add(plan(plan)));
        blocks.add(data());
        return new Section("environment", voice.say("environment.title"), blocks);
    }

    private Block machine(String name, Machine machine) {
        List<Fact> facts = new ArrayList<>(List.of(
                fact("machine.name", name),
                fact("machine.cpu", machine.cpu()),
                fact("machine.cores", String.valueOf(machine.cores())),
                fact("machine.features", machine.features().isEmpty() ? "–" : String.join(", ", machine.features()))));
        if (machine.memory() > 0) {
            facts.add(fact("machine.memory", numerals.measured(machine.memory() / 1e9) + " GB"));
        }
        machine.cpuLimit().ifPresent(limit -> facts.add(fact("machine.cpu-limit", numerals.measured(limit))));
        machine.memoryLimit()
                .ifPresent(limit -> facts.add(fact("machine.memory-limit", numerals.megabytes(limit) + " MB")));
        facts.add(fact("machine.os", machine.os()));
        facts.add(fact("machine.java", machine.java()));
        return new Block.Facts(facts);
    }

    private List<BenchPlan> plans() {
        Stream<Speed> alone = result.models().stream()
                .flatMap(model -> model.rows().stream())
                .map(VariantRow::speed)
                .flatMap(Optional::stream);
        Stream<Speed> together = result.together().stream().map(Together::speed).flatMap(Optional::stream);
        return Stream.concat(alone, together).map(Speed::plan).distinct().toList();
    }

    private Block plan(BenchPlan plan) {
        List<Fact> facts = new ArrayList<>(List.of(
                fact("plan.scenario", voice.words().name("scenario", plan.scenario())),
                fact("plan.source", plan.source()),
                fact("plan.policy", voice.words().name("policy", plan.policy())),
                fact("plan.rounds", String.valueOf(plan.rounds())),
                fact("plan.seconds", numerals.measured(plan.seconds()) + " s")));
        plan.frames().ifPresent(frames -> facts.add(fact("plan.frames", String.valueOf(frames))));
        plan.fps().ifPresent(fps -> facts.add(fact("plan.fps", numerals.measured(fps))));
        facts.add(fact("plan.warmup", numerals.measured(plan.warmup()) + " s"));
        facts.add(fact("plan.backend", plan.backend()));
        facts.add(fact("plan.threads", plan.threads() == 0 ? "–" : String.valueOf(plan.threads())));
        plan.limit().ifPresent(limit -> facts.add(fact("plan.limit", limit)));
        plan.device().ifPresent(device -> facts.add(fact("plan.device", device)));
        return new Block.Facts(facts);
    }

    private Block data() {
        List<List<Cell>> rows = result.models().stream()
                .map(model -> List.of(
                        Cell.of(model.name()),
                        Cell.of(model.task()
                                .map(task -> voice.words().name("task", task.toString()))
                                .orElse(voice.absent())),
                        data(model).map(data -> Cell.of(data.name())).orElse(Cell.of(voice.absent())),
                        data(model)
                                .map(data -> Cell.number(String.valueOf(data.samples()), data.samples()))
                                .orElse(Cell.of("–")),
                        data(model).map(data -> Cell.of(data.digest())).orElse(Cell.of("–"))))
                .toList();
        return new Block.Table(
                voice.say("data.caption"),
                List.of(
                        new Column(voice.say("column.model"), false),
                        new Column(voice.say("column.task"), false),
                        new Column(voice.say("column.data"), false),
                        new Column(voice.say("column.samples"), true),
                        new Column(voice.say("column.digest"), false)),
                rows);
    }

    private static Optional<StudiedModel.TestData> data(StudiedModel model) {
        return model.data();
    }

    private Fact fact(String key, String value) {
        return new Fact(voice.say(key), value);
    }
}
