package io.edgeopt.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.edgeopt.core.InvalidDataException;
import org.junit.jupiter.api.Test;

class YamlTest {
    @Test
    void isReadAsTheJsonThatItStandsFor() {
        JsonTree tree = Yaml.tree("study.yaml", "models: [fire, face]\nbench:\n  frames: 64 # few\n");

        assertThat(tree.field("models").elements()).extracting(JsonTree::text).containsExactly("fire", "face");
        assertThat(tree.field("bench").field("frames").integer()).isEqualTo(64);
    }

    @Test
    void saysInWhichLineItIsWrong() {
        assertThatThrownBy(() -> Yaml.tree("study.yaml", "models:\n  - fire\n bench: 3\n"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("study.yaml line 3");
    }

    @Test
    void readsAnEmptyFileAsNothing() {
        assertThat(Yaml.tree("study.yaml", "# nothing yet\n").isObject()).isFalse();
    }
}
