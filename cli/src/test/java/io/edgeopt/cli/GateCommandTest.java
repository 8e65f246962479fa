package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.gate.Gate;
import io.edgeopt.core.gate.GateResult;
import io.edgeopt.core.gate.Requirement;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.study.StudyResult;
import io.edgeopt.testkit.Golden;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class GateCommandTest {
    /** A classifier in float and in integers: frames of 10 and of 5 ms, 0.9 and 0.88 of 256 right. */
    static final Path RESULT = Path.of(System.getProperty("edgeopt.root", ".."))
            .resolve("core/src/test/resources/io/edgeopt/core/study/result-1.json");

    private static final List<String> REQUIREMENTS =
            List.of("fps>10", "size<1MB", "accuracy>=0.86", "fire/fp32:latency.p95<100ms", "fier:fps>1");

    @TempDir
    private Path folder;

    private String result;

    @BeforeEach
    void copyResult() throws IOException {
        result = Files.copy(RESULT, folder.resolve("result.json")).toString();
    }

    @Test
    void endsWellWhereAllHolds() {
        RunResult run = RunResult.of("gate", result, "--require", "fps>10", "--require", "size<1.2MB");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("PASS     fire/int8@x86_64  fps>10").endsWith("0 failed, 0 inconclusive\n");
    }

    @Test
    void endsWithOneWhereSomethingDoesNot() {
        RunResult run = RunResult.of("gate", result, "--require", "size<1MB");

        assertThat(run.code()).isEqualTo(Exit.GOAL_MISSED.code());
        assertThat(run.err()).isEmpty();
    }

    @Test
    void takesWhatIsOpenForAFailureUnlessThatIsAllowed() {
        RunResult strict = RunResult.of("gate", result, "--require", "accuracy>=0.86");
        RunResult kind = RunResult.of("gate", result, "--require", "accuracy>=0.86", "--allow-inconclusive");

        assertThat(strict.code()).isEqualTo(Exit.GOAL_MISSED.code());
        assertThat(kind.code()).isZero();
        assertThat(kind.out()).contains("1 inconclusive, which was allowed");
    }

    @Test
    void readsRequirementsFromAFile() throws IOException {
        Path gates = folder.resolve("gates.txt");
        Files.writeString(gates, "# speed\nfps>10   # everywhere\n\nfire/int8:size<1MB\n");

        RunResult run = RunResult.of("gate", result, "--require-file", gates.toString(), "--json");

        GateResult gate = Json.parse("out", run.out(), GateResult.class);
        assertThat(gate.checks()).extracting(check -> check.outcome().name()).containsExactly("PASS", "FAIL");
    }

    @Test
    void findsNoRegressionInTheSameResult() {
        RunResult run = RunResult.of("gate", result, "--against", RESULT.toString(), "--tolerance", "latency=3%");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out()).contains("latency within 3 % of", "6 passed, 0 failed, 0 inconclusive");
    }

    @Test
    void showsItsChecksInATable() {
        GateResult gate = gate();

        Golden.assertMatches("gate/gate.txt", GateText.of(gate, false));
        Golden.assertMatches("gate/gate.md", GateMarkdown.of(gate, false));
        Golden.assertMatches("gate/gate.xml", GateJUnit.of(gate, false));
    }

    @Test
    void writesTestCasesThatAddUp() throws Exception {
        Path junit = folder.resolve("gate.xml");
        Path markdown = folder.resolve("gate.md");

        RunResult.of(
                "gate",
                result,
                "--require",
                "fps>10",
                "--require",
                "size<1MB",
                "--require",
                "accuracy>=0.86",
                "--junit",
                junit.toString(),
                "--markdown",
                markdown.toString());

        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(junit))))
                .getDocumentElement();
        assertThat(suites.getTagName()).isEqualTo("testsuites");
        Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(Files.readString(markdown)).contains("| ❌ FAIL | fire/int8@x86\\_64 | `size<1MB` |");
    }

    @Test
    void tellsGitHubWhatDidNotPass() throws IOException {
        Path summary = folder.resolve("summary.md");
        Files.writeString(summary, "# Before\n");
        GateOnGitHub gitHub =
                new GateOnGitHub(Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()));

        gitHub.summarize(GateMarkdown.of(gate(), false));

        assertThat(Files.readString(summary)).startsWith("# Before\n## ❌ edgeopt gate");
        assertThat(gitHub.annotations(gate(), true))
                .containsExactly(
                        "::error title=edgeopt gate%3A FAIL::fire/int8@x86_64 size<1MB: 1.10 MB, 1.10 MB is not < 1 MB",
                        "::warning title=edgeopt gate%3A INCONCLUSIVE::fire/int8@x86_64 accuracy>=0.86:"
                                + " 0.8800 [0.8500, 0.9100], 0.8800 is >= 0.8600, but it may be 0.8500; about 320 more"
                                + " samples would tell",
                        "::error title=edgeopt gate%3A FAIL::fier:fps>1: not measured, no row is called 'fier'; did you"
                                + " mean 'fire'?");
    }

    @Test
    void saysNothingToGitHubElsewhere() {
        GateOnGitHub elsewhere = new GateOnGitHub(Map.of());

        assertThat(elsewhere.annotations(gate(), false)).isEmpty();
    }

    @Test
    void mergesResultsThatItThenJudges() {
        String merged = folder.resolve("all.json").toString();

        RunResult merge = RunResult.of("merge", "@x86=" + result, "@arm64=" + result, "-o", merged);
        RunResult gate = RunResult.of("gate", merged, "--require", "@arm64:fps>10", "--json");

        assertThat(merge.code()).as(merge.err()).isZero();
        assertThat(merge.out()).contains("fire   int8     arm64   yes       yes");
        JsonTree checks = Json.tree("out", gate.out()).field("checks");
        assertThat(checks.elements())
                .singleElement()
                .satisfies(check -> assertThat(check.field("row").text()).isEqualTo("fire/int8@arm64"));
    }

    private static GateResult gate() {
        return Gate.judge(StudyResult.read(RESULT), Requirement.parseAll(REQUIREMENTS));
    }
}
