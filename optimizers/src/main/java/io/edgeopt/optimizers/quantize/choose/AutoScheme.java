package io.edgeopt.optimizers.quantize.choose;

import io.edgeopt.core.optimize.Step;
import io.edgeopt.core.runtime.Backend;
import io.edgeopt.optimizers.quantize.Scheme;
import io.edgeopt.optimizers.quantize.StaticScheme;
import java.util.Map;
import java.util.function.Function;

/** The scheme that is fastest on this machine, or none at all. */
public final class AutoScheme implements Scheme {
    private final Function<Backend, Race> races;
    private final Map<String, String> decided;

    private AutoScheme(Function<Backend, Race> races, Map<String, String> decided) {
        this.races = races;
        this.decided = Map.copyOf(decided);
    }

    /** One that measures. */
    public static AutoScheme timed() {
        return new AutoScheme(TimedRace::new, Map.of());
    }

    /** One whose races end as those say. */
    static AutoScheme of(Race race) {
        return new AutoScheme(backend -> race, Map.of());
    }

    @Override
    public boolean needsCalibration() {
        return true;
    }

    @Override
    public boolean decides() {
        return true;
    }

    @Override
    public Scheme keepingTo(Map<String, String> earlier) {
        return new AutoScheme(races, earlier);
    }

    @Override
    public boolean takesTraining() {
        return true;
    }

    @Override
    public Step step(Request request) {
        // Speed elsewhere cannot be measured here, and only the static scheme can be trained.
        boolean only =
                !request.settings().target().isHere() || request.training().isPresent();
        if (only) {
            return new StaticScheme().step(request);
        }
        return new AutoQuantize(request, races.apply(request.backend()), decided);
    }
}
