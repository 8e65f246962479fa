package io.edgeopt.models.architecture;

import io.edgeopt.core.image.Preparation;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.task.Task;
import io.edgeopt.core.task.head.Head;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Networks that say who is seen. */
final class Faces {
    private Faces() {}

    static List<Entry> entries() {
        return List.of(
                embedder("face-teacher", "MobileFaceNet").budget(5, 250),
                embedder("face-student", "MobileFaceNet at under half width")
                        .width(0.4)
                        .studentOf("face-teacher")
                        .budget(1, 55));
    }

    private static Entry embedder(String name, String about) {
        return Entry.of(name, Task.EMBEDDING, about, Faces::embedding)
                .size(112, 112)
                .stride(16);
    }

    private static Architecture embedding(Plan plan) {
        Layers net = plan.net();
        net.output("embedding", new MobileFaceNet(net, plan.widths()).embedding(plan.image(net, 3)));
        Head head = new Head.Embedding(Optional.of("embedding"));
        return plan.ofImages(net, Task.EMBEDDING, Preparation.Channels.RGB, head, Map.of());
    }
}
