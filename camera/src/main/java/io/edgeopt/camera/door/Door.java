package io.edgeopt.camera.door;

import io.edgeopt.core.InvalidPlanException;
import io.edgeopt.core.face.Gallery.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Opens when the same person who may pass is seen {@link #LOOKS} times in a row, because one look in a hundred may be
 * mistaken, and stays open until nobody like that has been seen for a while.
 */
public final class Door {
    /** How many looks in a row must agree. */
    public static final int LOOKS = 3;

    /** Who is told. */
    public interface Listener {
        void opened(Opening opening);

        void closed(Opening opening);
    }

    private final double patience;
    private final Listener listener;
    private final List<Opening> past = new ArrayList<>();
    private final Map<String, Integer> looks = new HashMap<>();
    private long began = -1;
    private boolean open;
    private double until;

    /**
     * A closed one.
     *
     * @param patience seconds after the last look at somebody who may pass, when it closes
     */
    public Door(double patience, Listener listener) {
        if (!(patience > 0)) {
            throw new InvalidPlanException("a door cannot stay open for %s s; give more than 0".formatted(patience));
        }
        this.patience = patience;
        this.listener = listener;
    }

    /** Whether a frame of that time is to be looked at. */
    synchronized boolean isOpen(long due) {
        double now = seconds(due);
        if (open && now >= until) {
            open = false;
            int last = past.size() - 1;
            past.set(last, past.get(last).closedAt(until));
            listener.closed(past.get(last));
        }
        return open;
    }

    /** These were seen together. */
    synchronized void looked(long due, long frame, List<Match> seen) {
        double now = seconds(due);
        List<Match> may = seen.stream().filter(Match::authorised).toList();
        looks.keySet().retainAll(may.stream().map(Door::name).toList());
        may.stream().map(Door::name).distinct().forEach(name -> looks.merge(name, 1, Integer::sum));
        for (Match match : may) {
            if (looks.getOrDefault(name(match), 0) < LOOKS) {
                continue;
            }
            if (!isOpen(due)) {
                open = true;
                Opening opening = new Opening(now, frame, name(match), match.similarity(), OptionalDouble.empty());
                past.add(opening);
                listener.opened(opening);
            }
            until = now + patience;
        }
    }

    private static String name(Match match) {
        return match.person().orElseThrow();
    }

    private double seconds(long due) {
        if (began < 0) {
            began = due;
        }
        return (due - began) / 1e9;
    }

    /** Every opening so far, the last of which may still be open. */
    public synchronized List<Opening> openings() {
        return List.copyOf(past);
    }
}
