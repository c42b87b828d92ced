package org.vouch.bench.detection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.vouch.audit.detection.Look;

/**
 * When the log took a record in, where the file does not say: the median of its own time, of the fifteen before it and of the
 * fifteen behind it. Where clocks are right, and the file is in order, that is the record's own time, however few records
 * there are; a wrong clock that has less than half of them does not move it.
 */
final class LogClock {
    private static final int EITHER_SIDE = 15;

    private final Deque<Look> behind = new ArrayDeque<>();
    private final List<Instant> around = new ArrayList<>();
    private int before;

    /** A record whose time is known by now. */
    record Timed(Look look, Instant at) {}

    /** Takes the next record; gives back an earlier one. */
    Optional<Timed> take(Look look) {
        behind.add(look);
        around.add(look.at());
        return behind.size() > EITHER_SIDE ? Optional.of(first()) : Optional.empty();
    }

    /** Those that nothing comes behind any more. */
    List<Timed> rest() {
        var rest = new ArrayList<Timed>();
        while (!behind.isEmpty()) {
            rest.add(first());
        }
        return rest;
    }

    private Timed first() {
        var look = behind.remove();
        // As many on either side, so that the record's own time is the middle one.
        var side = Math.min(before, behind.size());
        var near = new ArrayList<>(around.subList(before - side, before + side + 1));
        near.sort(null);
        if (before == EITHER_SIDE) {
            around.remove(0);
        } else {
            before++;
        }
        return new Timed(look, near.get(side));
    }
}
