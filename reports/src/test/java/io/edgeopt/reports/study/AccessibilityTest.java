package io.edgeopt.reports.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.study.StudyComparison;
import io.edgeopt.core.study.StudyResult;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What can be told of a page's accessibility without a browser. */
class AccessibilityTest {
    private static final Path STUDY = Path.of("src", "test", "resources", "study");

    static Stream<String> pages() {
        StudyResult large = StudyResult.read(STUDY);
        StudyResult small = StudyResult.read(STUDY.resolve("small"));
        return Stream.of(
                StudyReport.of(large, STUDY, Language.ENGLISH).html(),
                StudyReport.of(small, STUDY.resolve("small"), Language.FRENCH).html(),
                ComparisonReport.of(StudyComparison.of(large, small), Language.ENGLISH)
                        .html());
    }

    @ParameterizedTest(name = "page {index}")
    @MethodSource("pages")
    void hasWordsForWhatIsSeen(String html) throws Exception {
        Document page = parsed(html);

        assertThat(page.getDocumentElement().getAttribute("lang")).isIn("en", "fr");
        assertThat(elements(page, "title").get(0).getTextContent()).isNotBlank();
        assertThat(elements(page, "img"))
                .allSatisfy(image -> assertThat(image.getAttribute("alt")).isNotBlank());
        assertThat(elements(page, "svg")).allSatisfy(drawing -> {
            assertThat(drawing.getAttribute("role")).isEqualTo("img");
            assertThat(drawing.getAttribute("aria-label")).isNotBlank();
        });
    }

    @ParameterizedTest(name = "page {index}")
    @MethodSource("pages")
    void hasTablesThatCanBeReadCellByCell(String html) throws Exception {
        Document page = parsed(html);

        assertThat(elements(page, "th"))
                .isNotEmpty()
                .allSatisfy(head -> assertThat(head.getAttribute("scope")).isIn("col", "row"));
        assertThat(elements(page, "table")).allSatisfy(table -> {
            assertThat(elements(table, "caption")).hasSize(1);
            int columns = elements(elements(table, "thead").get(0), "th").size();
            assertThat(elements(elements(table, "tbody").get(0), "tr"))
                    .allSatisfy(row -> assertThat(width(row)).isEqualTo(columns));
        });
        // What scrolls sideways can be reached with the keyboard and has a name.
        assertThat(elements(page, "div").stream()
                        .filter(one -> one.getAttribute("class").equals("wide")))
                .isNotEmpty()
                .allSatisfy(wide -> {
                    assertThat(wide.getAttribute("tabindex")).isEqualTo("0");
                    assertThat(wide.getAttribute("role")).isEqualTo("region");
                    assertThat(wide.getAttribute("aria-label")).isNotBlank();
                });
    }

    private static int width(Element row) {
        int width = 0;
        for (String cell : List.of("th", "td")) {
            for (Element one : elements(row, cell)) {
                width += one.hasAttribute("colspan") ? Integer.parseInt(one.getAttribute("colspan")) : 1;
            }
        }
        return width;
    }

    @ParameterizedTest(name = "page {index}")
    @MethodSource("pages")
    void hasAnOrderThatReadersOfScreensCanFollow(String html) throws Exception {
        Document page = parsed(html);

        List<Integer> levels = elements(page, "*").stream()
                .map(Element::getTagName)
                .filter(name -> name.matches("h[1-6]"))
                .map(name -> Integer.parseInt(name.substring(1)))
                .toList();
        assertThat(levels).startsWith(1).containsOnlyOnce(1);
        for (int i = 1; i < levels.size(); i++) {
            assertThat(levels.get(i) - levels.get(i - 1)).isLessThanOrEqualTo(1);
        }
        for (String landmark : List.of("header", "main")) {
            assertThat(elements(page, landmark)).hasSize(1);
        }
        List<String> ids = elements(page, "*").stream()
                .map(one -> one.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(elements(page, "a"))
                .isNotEmpty()
                .allSatisfy(link ->
                        assertThat(ids).contains(link.getAttribute("href").substring(1)));
        assertThat(elements(page, "section"))
                .allSatisfy(section -> assertThat(ids).contains(section.getAttribute("aria-labelledby")));
        assertThat(elements(page, "body")
                        .get(0)
                        .getElementsByTagName("a")
                        .item(0)
                        .getTextContent())
                .isIn("Skip to the content", "Aller au contenu");
    }

    /** Its style and script aside the page is well-formed, so that any parser finds the same elements. */
    private static Document parsed(String html) throws Exception {
        assertThat(html).startsWith("<!DOCTYPE html>\n");
        String plain = html.substring(html.indexOf('\n'))
                .replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("(?s)<script>.*?</script>", "");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(plain.strip())));
    }

    private static List<Element> elements(Document page, String name) {
        return list(page.getElementsByTagName(name));
    }

    private static List<Element> elements(Element above, String name) {
        return list(above.getElementsByTagName(name));
    }

    private static List<Element> list(NodeList nodes) {
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            all.add((Element) nodes.item(i));
        }
        return all;
    }
}
