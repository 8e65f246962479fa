package io.edgeopt.models.architecture;

import io.edgeopt.core.graph.Model;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.trace.Cost;
import io.edgeopt.testkit.Golden;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/models.md}. */
class ArchitectureTableTest {
    @Test
    void saysWhatEveryArchitectureCosts() {
        StringBuilder table = new StringBuilder("| name | what | input | parameters | MACs (M) | MB | teacher |\n")
                .append("| --- | --- | --- | ---: | ---: | ---: | --- |\n");
        Architectures architectures = new Architectures();
        for (Entry entry : architectures.entries()) {
            Model model = architectures
                    .build(entry.name(), ArchitectureOptions.DEFAULT)
                    .model();
            Cost cost = ArchitecturesTest.cost(model);
            String input = model.graph().inputs().get(0).toString().replaceAll(".*\\[N, |]", "");
            table.append(String.format(
                    Locale.ROOT,
                    "| `%s` | %s | %s | %d | %.1f | %.2f | %s |%n",
                    entry.name(),
                    entry.about(),
                    input.replace(", ", "×"),
                    cost.parameters(),
                    cost.macs() / 1e6,
                    model.byteSize() / 1e6,
                    entry.teacher().map(teacher -> "`" + teacher + "`").orElse("")));
        }

        Golden.assertMatches("architectures.md", table.toString());
    }
}
