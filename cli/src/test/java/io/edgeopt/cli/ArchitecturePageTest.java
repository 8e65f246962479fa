package io.edgeopt.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * ARCHITECTURE.md names every module and every package, and none that is gone. The list of packages is made from their
 * own descriptions: {@code -Dgolden.write=true} writes it anew.
 */
class ArchitecturePageTest {
    private static final Path ROOT = Path.of(System.getProperty("edgeopt.root", ".."));
    private static final Path PAGE = ROOT.resolve("ARCHITECTURE.md");
    private static final String BEGIN = "<!-- packages: written by a test, see CONTRIBUTING.md -->\n";
    private static final String END = "<!-- end of packages -->\n";
    private static final Pattern DESCRIPTION = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    @Test
    void namesEveryModule() throws IOException {
        List<String> modules = matches("<module>(.*?)</module>", Files.readString(ROOT.resolve("pom.xml")));

        List<String> named = matches("(?m)^\\| `(.*?)/` \\|", Files.readString(PAGE));

        assertThat(named).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void listsEveryPackageAsItDescribesItself() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String after = page.substring(page.indexOf(END));

        String expected = before + packages() + after;

        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, expected);
            page = expected;
        }
        assertThat(page)
                .as("the packages in ARCHITECTURE.md; write them anew with 'make golden'")
                .isEqualTo(expected);
    }

    private static String packages() throws IOException {
        TreeMap<String, String> rows = new TreeMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path sources : modules.map(module -> module.resolve("src/main/java/io/edgeopt"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(sources)) {
                    for (Path file : files.filter(path -> path.endsWith("package-info.java"))
                            .toList()) {
                        String name = sources.relativize(file.getParent()).toString();
                        rows.put(name.replace('/', '.'), description(file));
                    }
                }
            }
        }
        return rows.entrySet().stream()
                .map(row -> "- `%s`: %s\n".formatted(row.getKey(), row.getValue()))
                .collect(Collectors.joining());
    }

    private static String description(Path file) throws IOException {
        Matcher comment = DESCRIPTION.matcher(Files.readString(file));
        assertThat(comment.find()).as("%s has a description", file).isTrue();
        return comment.group(1)
                .replaceAll("\\s*\\n \\*\\s?", " ")
                .replaceAll("\\{@(?:code|link) (.*?)}", "`$1`")
                .strip();
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }
}
