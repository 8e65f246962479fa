package io.edgeopt.models.architecture;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.image.ImageSize;
import io.edgeopt.core.model.Architecture;
import io.edgeopt.core.model.ArchitectureOptions;
import io.edgeopt.core.task.Task;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * An architecture that has a name.
 *
 * @param about what it is, in a few words
 * @param labels that it has when none are given; empty for a network without classes
 * @param frames of a clip; 1 for a network that sees pictures
 * @param stride what the sides of its input must be multiples of
 * @param budget what it may cost as it is when no options are given
 * @param teacher whose student it is
 */
public record Entry(
        String name,
        Task task,
        String about,
        List<String> labels,
        double width,
        ImageSize size,
        int frames,
        int stride,
        Budget budget,
        Optional<String> teacher,
        Function<Plan, Architecture> maker) {
    private static final double NARROWEST = 0.1;
    private static final double WIDEST = 4;
    private static final int LARGEST_SIDE = 2048;
    private static final int MOST_FRAMES = 64;

    /** What a network may cost. */
    public record Budget(long bytes, long macs) {}

    /** An entry for pictures that is nobody's student; other methods say what else there is to say. */
    static Entry of(String name, Task task, String about, Function<Plan, Architecture> maker) {
        return new Entry(
                name,
                task,
                about,
                List.of(),
                1,
                new ImageSize(224, 224),
                1,
                1,
                new Budget(0, 0),
                Optional.empty(),
                maker);
    }

    Entry labels(List<String> changed) {
        return new Entry(name, task, about, changed, width, size, frames, stride, budget, teacher, maker);
    }

    Entry width(double changed) {
        return new Entry(name, task, about, labels, changed, size, frames, stride, budget, teacher, maker);
    }

    Entry size(int wide, int high) {
        ImageSize changed = new ImageSize(wide, high);
        return new Entry(name, task, about, labels, width, changed, frames, stride, budget, teacher, maker);
    }

    Entry frames(int changed) {
        return new Entry(name, task, about, labels, width, size, changed, stride, budget, teacher, maker);
    }

    Entry stride(int changed) {
        return new Entry(name, task, about, labels, width, size, frames, changed, budget, teacher, maker);
    }

    /** In millions of bytes and of multiply-accumulates. */
    Entry budget(double megabytes, double megamacs) {
        Budget changed = new Budget(Math.round(megabytes * 1e6), Math.round(megamacs * 1e6));
        return new Entry(name, task, about, labels, width, size, frames, stride, changed, teacher, maker);
    }

    Entry studentOf(String changed) {
        Optional<String> of = Optional.of(changed);
        return new Entry(name, task, about, labels, width, size, frames, stride, budget, of, maker);
    }

    Architecture build(ArchitectureOptions options) {
        List<String> named = options.labels().isEmpty() ? labels : options.labels();
        if (task == Task.EMBEDDING && !options.labels().isEmpty()) {
            throw wrong("has no classes; leave them out");
        }
        if (named.stream().distinct().count() != named.size()) {
            throw wrong("cannot tell two classes of one name apart: " + named);
        }
        double wanted = options.width().orElse(width);
        if (!(wanted >= NARROWEST && wanted <= WIDEST)) {
            throw wrong(String.format(
                    Locale.ROOT, "cannot be built with width %s; give %s to %s", wanted, NARROWEST, WIDEST));
        }
        int shown = options.frames().orElse(frames);
        if (frames == 1 && shown != 1) {
            throw wrong("sees single pictures; leave the number of frames out");
        }
        if (frames > 1 && (shown < 2 || shown > MOST_FRAMES)) {
            throw wrong("cannot be built for %d frames; give 2 to %d".formatted(shown, MOST_FRAMES));
        }
        return maker.apply(
                new Plan(name, named, new Widths(wanted), checked(options.size().orElse(size)), shown, options.seed()));
    }

    private ImageSize checked(ImageSize wanted) {
        boolean fits = wanted.width() % stride == 0 && wanted.height() % stride == 0;
        if (!fits
                || Math.min(wanted.width(), wanted.height()) < 32
                || wanted.width() > LARGEST_SIDE
                || wanted.height() > LARGEST_SIDE) {
            throw wrong("cannot be built for %s pixels; give sides of 32 to %d%s"
                    .formatted(wanted, LARGEST_SIDE, stride > 1 ? " that are multiples of " + stride : ""));
        }
        return wanted;
    }

    private InvalidPlanException wrong(String what) {
        return new InvalidPlanException("architecture '%s' %s".formatted(name, what));
    }
}
