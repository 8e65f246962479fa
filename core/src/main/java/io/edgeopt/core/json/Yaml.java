package io.edgeopt.core.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.edgeopt.core.io.InputFile;
import java.nio.file.Path;

/** YAML, which people write, read as if it were JSON. */
public final class Yaml {
    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

    private Yaml() {}

    public static JsonTree read(Path file, String what) {
        return tree(file.toString(), InputFile.text(file, what));
    }

    /** What {@code text} holds; what is wrong with it is said with {@code name} and the line. */
    public static JsonTree tree(String name, String text) {
        try {
            var node = MAPPER.readTree(text);
            return new JsonTree(name, node.isMissingNode() ? NullNode.getInstance() : node);
        } catch (JsonProcessingException e) {
            throw Json.wrong(name, e);
        }
    }
}
