package io.edgeopt.xai;

import com.sun.management.OperatingSystemMXBean;
import io.edgeopt.autograd.Torch;
import io.edgeopt.core.explain.Explainer;
import io.edgeopt.core.explain.Method;
import io.edgeopt.core.explain.Saliency;
import io.edgeopt.core.explain.Subject;
import io.edgeopt.core.graph.Model;
import io.edgeopt.core.tensor.Npy;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.ExplainerContract;
import io.edgeopt.xai.cam.GradCam;
import io.edgeopt.xai.gradient.IntegratedGradients;
import io.edgeopt.xai.perturb.Baseline;
import io.edgeopt.xai.perturb.Occlusion;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Maps of a classifier as often as is said, on one thread. Prints this process's CPU seconds for each, of all its threads, of
 * which the first bears what is made once for a model; the last map is written beside.
 *
 * <p>Arguments: a model, an {@code .npy} array of one input, a method, a class, how often, where the map goes.
 */
public final class ExplainBenchmark {
    private ExplainBenchmark() {}

    private static Method method(String name) {
        return switch (name) {
            case "occlusion" ->
                Occlusion.standard().withWindow(16).withStride(8).withBaseline(Baseline.ZERO);
            case "integratedgradients" -> IntegratedGradients.standard().withSteps(50);
            case "gradcam" -> GradCam.standard();
            default -> throw new IllegalArgumentException(name);
        };
    }

    public static void main(String[] args) {
        Torch.threads(1);
        Model model = Model.read(Path.of(args[0]));
        Subject subject = ExplainerContract.subject(model);
        Tensor input = Npy.read(Path.of(args[1]));
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Explainer explainer = method(args[2]).on(subject)) {
            for (int i = 0; i < Integer.parseInt(args[4]); i++) {
                long before = system.getProcessCpuTime();
                Saliency map = explainer.explain(input, subject.classTarget(Integer.parseInt(args[3])));
                double seconds = (system.getProcessCpuTime() - before) / 1e9;
                System.out.printf(Locale.ROOT, "%s %.3f s %s%n", args[2], seconds, map.figures());
                Npy.write(Path.of(args[5]), map.toTensor());
            }
        }
    }
}
