package io.edgeopt.core.runtime.ort;

import io.edgeopt.core.io.InputFile;
import io.edgeopt.core.json.Json;
import io.edgeopt.core.json.JsonTree;
import io.edgeopt.core.runtime.OperatorTime;
import io.edgeopt.core.runtime.Profile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Reads the trace that ONNX Runtime writes: one event for each call of a node's kernel. */
final class OrtProfile {
    private static final String KERNEL = "_kernel_time";

    private OrtProfile() {}

    static Profile read(Path file) {
        return parse(file.toString(), InputFile.text(file, "profile"));
    }

    static Profile parse(String name, String text) {
        Map<String, OperatorTime> nodes = new LinkedHashMap<>();
        long runs = 0;
        long peak = -1;
        for (JsonTree event : Json.tree(name, text).elements()) {
            String title = event.field("name").text();
            if (title.equals("model_run")) {
                runs++;
            }
            if (title.endsWith(KERNEL)) {
                JsonTree details = event.field("args");
                OperatorTime call = OperatorTime.of(
                        title.substring(0, title.length() - KERNEL.length()),
                        details.field("op_name").text(),
                        details.has("provider") ? details.field("provider").text() : "",
                        1,
                        event.field("dur").number());
                // Nodes without a name share the empty one; their place in the graph tells them apart.
                String place =
                        details.has("node_index") ? details.field("node_index").text() : "";
                nodes.merge(call.node() + " " + call.op() + " " + place, call, OrtProfile::sum);
                peak = Math.max(peak, held(details));
            }
        }
        return new Profile(runs, List.copyOf(nodes.values()), peak < 0 ? OptionalLong.empty() : OptionalLong.of(peak));
    }

    /** Bytes that the arena held after the call; -1 where this version of the runtime does not say. */
    private static long held(JsonTree details) {
        return details.has("mem_arena_held")
                ? Long.parseLong(details.field("mem_arena_held").text())
                : -1;
    }

    private static OperatorTime sum(OperatorTime first, OperatorTime second) {
        return new OperatorTime(
                first.node(),
                first.op(),
                first.provider(),
                first.calls() + second.calls(),
                first.totalMicros() + second.totalMicros(),
                Math.min(first.leastMicros(), second.leastMicros()));
    }
}
