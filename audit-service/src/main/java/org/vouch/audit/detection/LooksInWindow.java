package org.vouch.audit.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.pseudonym.Pseudonym;

/**
 * Whom one requester looked at within the sliding window: the exact set of distinct subjects, up to {@value #MOST},
 * each with its last look. An immutable value: the same looks in the same order give the same one again.
 *
 * <p>A look that was taken in before, and one that is older than the window, change nothing.
 *
 * @param subjects oldest look first; beyond the most, the oldest is forgotten
 * @param recent the ids of the last records taken in, to know a repeated one by
 * @param newest the latest time of any look
 * @param taken when the log took in the last of them, which may be much later
 * @param told what has been told of the present crossing of a limit, null where no limit is crossed
 */
public record LooksInWindow(
        List<Subject> subjects, List<UUID> recent, Instant newest, Instant taken, @Nullable Told told) {
    /** The largest set kept: every limit is below it. */
    public static final int MOST = 64;

    public static final LooksInWindow NONE =
            new LooksInWindow(List.of(), List.of(), Instant.EPOCH, Instant.EPOCH, null);

    /** The last look at one subject. */
    public record Subject(Pseudonym pseudonym, Instant last, UUID record, boolean refused) {}

    /**
     * An alert has been raised.
     *
     * @param windowStart where the window began when the limit was first crossed
     * @param level how many times the limit has been exceeded: 1 after the first alert
     */
    public record Told(Instant windowStart, int level) {}

    public LooksInWindow {
        subjects = List.copyOf(subjects);
        recent = List.copyOf(recent);
    }

    /** With one more look; {@code this} where the look changes nothing. The window is open at its old end. */
    public LooksInWindow with(Look look, Duration window) {
        if (recent.contains(look.record()) || !look.at().isAfter(newest.minus(window))) {
            return this;
        }
        var latest = look.at().isAfter(newest) ? look.at() : newest;
        return new LooksInWindow(subjectsWith(look, latest.minus(window)), recentWith(look), latest, taken, told);
    }

    public LooksInWindow telling(@Nullable Told next) {
        return new LooksInWindow(subjects, recent, newest, taken, next);
    }

    public LooksInWindow takenAt(Instant logTime) {
        return new LooksInWindow(subjects, recent, newest, logTime.isAfter(taken) ? logTime : taken, told);
    }

    /**
     * Whether nothing of this can matter any more when the log is at {@code now}. Looks that were sent late come in
     * together: it is told from when they came, not from when they happened.
     */
    public boolean over(Instant now, Duration window) {
        return taken.plus(window).plus(BoundedTime.SKEW.multipliedBy(2)).isBefore(now);
    }

    public int refused() {
        return (int) subjects.stream().filter(Subject::refused).count();
    }

    private List<Subject> subjectsWith(Look look, Instant start) {
        var kept = new ArrayList<Subject>(subjects.size() + 1);
        var seen = new Subject(look.subject(), look.at(), look.record(), look.refused());
        for (var subject : subjects) {
            if (subject.pseudonym().equals(seen.pseudonym())) {
                seen = subject.last().isAfter(seen.last()) ? subject : seen;
            } else if (subject.last().isAfter(start)) {
                kept.add(subject);
            }
        }
        kept.add(seen);
        kept.sort(Comparator.comparing(Subject::last));
        return kept.size() > MOST ? kept.subList(kept.size() - MOST, kept.size()) : kept;
    }

    private List<UUID> recentWith(Look look) {
        var ids = new ArrayList<UUID>(recent.size() + 1);
        ids.addAll(recent);
        ids.add(look.record());
        return ids.size() > MOST ? ids.subList(ids.size() - MOST, ids.size()) : ids;
    }

    @Override
    public String toString() {
        return "LooksInWindow[" + subjects.size() + "]";
    }
}
