package io.edgeopt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.EdgeoptException;
import io.edgeopt.core.graph.Model;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenModelsTest {
    @TempDir
    Path folder;

    @Test
    void differByOneFaultFromASoundModel() {
        Model model = Model.parse("sound", BrokenModels.sound());

        assertThat(model.graph().nodes()).hasSize(1);
    }

    static List<BrokenModel> broken() {
        return BrokenModels.all();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void endInOneLineThatNamesTheFileAndTheFault(BrokenModel broken) {
        Path file = broken.in(folder);

        assertThatThrownBy(() -> Model.read(file))
                .isInstanceOf(EdgeoptException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(broken.word())
                .message()
                .doesNotContain("\n", "\r");
    }

    @Test
    void haveNamesOfTheirOwn() {
        assertThat(BrokenModels.all()).extracting(BrokenModel::name).doesNotHaveDuplicates();
    }
}
