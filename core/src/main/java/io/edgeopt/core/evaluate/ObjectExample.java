package io.edgeopt.core.evaluate;

import io.edgeopt.core.data.Sample;
import io.edgeopt.core.data.Truth.LabelledBox;
import io.edgeopt.core.evaluate.Example.Kind;
import io.edgeopt.core.evaluate.Example.Mark;
import io.edgeopt.core.task.Detection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a detector found of a picture's objects, at the scores that one would act on. */
final class ObjectExample {
    private static final float SURE = 0.5f;
    private static final float OVERLAP = 0.5f;

    private ObjectExample() {}

    /** Boxes and detections are indexed by {@code names}; detections come best first. */
    static Example of(Sample sample, List<LabelledBox> truth, List<Detection> found, List<String> names) {
        List<LabelledBox> open = new ArrayList<>(truth);
        open.removeIf(LabelledBox::crowd);
        int objects = open.size();
        List<Mark> marks = new ArrayList<>();
        double surest = 0;
        double surestWrong = 0;
        for (Detection detection : found) {
            if (detection.score() < SURE) {
                continue;
            }
            Optional<LabelledBox> match = open.stream()
                    .filter(box -> box.label() == detection.label() && box.box().overlap(detection.box()) >= OVERLAP)
                    .findFirst();
            match.ifPresent(open::remove);
            String label = String.format(Locale.ROOT, "%s %.2f", names.get(detection.label()), detection.score());
            marks.add(new Mark(detection.box(), label, match.isPresent() ? Kind.FOUND : Kind.FALSE_ALARM));
            surest = Math.max(surest, detection.score());
            if (match.isEmpty()) {
                surestWrong = Math.max(surestWrong, detection.score());
            }
        }
        open.forEach(box -> marks.add(new Mark(box.box(), names.get(box.label()), Kind.MISSED)));
        boolean right = marks.stream().allMatch(mark -> mark.kind() == Kind.FOUND);
        return new Example(
                sample.id(),
                sample.content(),
                right,
                right ? surest : surestWrong,
                objects == 0 ? "nothing" : objects + (objects == 1 ? " object" : " objects"),
                counts(marks),
                marks);
    }

    private static String counts(List<Mark> marks) {
        String text = List.of(Kind.FOUND, Kind.MISSED, Kind.FALSE_ALARM).stream()
                .map(kind -> count(marks, kind))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing" : text;
    }

    private static String count(List<Mark> marks, Kind kind) {
        long count = marks.stream().filter(mark -> mark.kind() == kind).count();
        if (count == 0) {
            return "";
        }
        return switch (kind) {
            case FOUND -> count + " found";
            case MISSED -> count + " missed";
            case FALSE_ALARM -> count == 1 ? "1 false alarm" : count + " false alarms";
        };
    }
}
