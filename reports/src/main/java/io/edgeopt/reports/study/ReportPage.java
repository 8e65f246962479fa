package io.edgeopt.reports.study;

import io.edgeopt.core.measure.Verdict;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.reports.page.Block;
import io.edgeopt.reports.page.Block.Fact;
import io.edgeopt.reports.page.Page;
import io.edgeopt.reports.page.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The whole report, before it takes a form. */
final class ReportPage {
    private final StudyResult result;
    private final Voice voice;
    private final Path studyFolder;
    private final List<ModelView> models;

    private ReportPage(StudyResult result, Path studyFolder, Voice voice) {
        this.result = result;
        this.voice = voice;
        this.studyFolder = studyFolder;
        this.models = result.models().stream()
                .map(model -> ModelView.of(model, result))
                .toList();
    }

    static Page of(StudyResult result, Path studyFolder, Language language) {
        return new ReportPage(result, studyFolder, Voice.in(language)).page();
    }

    private Page page() {
        EvaluationTable table = new EvaluationTable(result, voice);
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "evaluation",
                voice.say("evaluation.title"),
                List.of(table.baselines(models), new Block.Text(voice.say("evaluation.words")))));
        sections.add(new Discussion(result, voice).of(models));
        models.forEach(model -> sections.add(section(model, table)));
        if (!result.together().isEmpty()) {
            List<String> labels = models.isEmpty() ? List.of() : models.get(0).labels();
            sections.add(new TogetherSection(voice, labels).of(result.together()));
        }
        sections.add(new Surroundings(result, voice).section());
        if (!result.absent().isEmpty()) {
            sections.add(new Section(
                    "absent", voice.say("absent.title"), List.of(new Block.Bullets(result.absent(), true))));
        }
        sections.add(new Section(
                "reading",
                voice.say("reading.title"),
                List.of(new Block.Bullets(
                        List.of(
                                voice.say("reading.interval"),
                                voice.say("reading.noise", voice.numerals().percent(Changes.ONCE)),
                                voice.say("reading.rounds"),
                                voice.say("reading.doubted"),
                                voice.say("reading.work"),
                                voice.say("reading.memory"),
                                voice.say("reading.drift")),
                        false))));
        return new Page(voice.say("title"), furniture(), opening(), sections);
    }

    private Page.Furniture furniture() {
        return new Page.Furniture(
                voice.words().code(),
                voice.say("page.skip"),
                voice.say("page.contents"),
                voice.say("page.sort"),
                voice.say("page.missing"));
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Facts(List.of(
                new Fact(
                        voice.say("fact.models"),
                        String.join(
                                ", ",
                                models.stream().map(one -> one.model().name()).toList())),
                new Fact(voice.say("fact.date"), result.date()),
                new Fact(voice.say("fact.preset"), result.preset()),
                new Fact(
                        voice.say("fact.devices"),
                        String.join(", ", result.machines().keySet())),
                new Fact(voice.say("fact.version"), "edgeopt " + result.version()),
                new Fact(voice.say("fact.command"), String.join(" ", result.command())),
                new Fact(voice.say("fact.seed"), String.valueOf(result.seed())))));
        List<String> doubts = new ArrayList<>();
        if (result.indicative()) {
            doubts.add(voice.say("doubt.indicative", result.preset()));
        }
        for (Verdict.State state : List.of(Verdict.State.INVALID, Verdict.State.INCONCLUSIVE)) {
            List<String> named = doubted(state);
            if (!named.isEmpty()) {
                doubts.add(voice.say("doubt." + state.name(), String.join(", ", named)));
            }
        }
        if (!doubts.isEmpty()) {
            blocks.add(new Block.Notice(voice.say("doubt.title"), doubts));
        }
        return blocks;
    }

    /** Of all that was measured, what the state is true of; where that is everything, it is not told one by one. */
    private List<String> doubted(Verdict.State state) {
        List<String> all = measured(known -> true);
        List<String> named = measured(state::equals);
        return named.size() > 1 && named.size() == all.size() ? List.of(voice.say("doubt.all")) : named;
    }

    private List<String> measured(Predicate<Verdict.State> state) {
        List<String> named = new ArrayList<>();
        for (ModelView model : models) {
            model.rows().stream()
                    .filter(row -> ModelView.state(row).filter(state).isPresent())
                    .forEach(row -> named.add(model.model().name() + "/" + model.name(row)));
        }
        result.together().stream()
                .filter(row -> row.speed()
                        .filter(speed -> state.test(speed.verdict().state()))
                        .isPresent())
                .forEach(row -> named.add(row.name() + "/" + row.variant()));
        return named;
    }

    private Section section(ModelView model, EvaluationTable table) {
        String id = "model-" + model.file();
        List<Block> blocks = new ArrayList<>();
        blocks.add(table.beforeAndAfter(model));
        blocks.addAll(new ModelCharts(voice).of(model));
        List<Section> parts = new ArrayList<>();
        List<Block> classes = new ClassTables(voice).of(model);
        if (!classes.isEmpty()) {
            parts.add(new Section(
                    id + "-classes", voice.say("classes.title", model.model().name()), classes));
        }
        List<Block> maps = new MapTables(voice, studyFolder).of(model);
        if (!maps.isEmpty()) {
            parts.add(new Section(
                    id + "-maps", voice.say("maps.title", model.model().name()), maps));
        }
        parts.add(new Section(
                id + "-made", voice.say("making.title", model.model().name()), new Making(voice).of(model)));
        return new Section(id, voice.say("model.title", model.model().name()), blocks, parts);
    }
}
