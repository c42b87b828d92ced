package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The looks of the last day, at most {@value #MOST}, oldest first; of one person one a minute, the earliest. A set: the order
 * in which looks came does not matter, nor that they came twice. Where there are too many, those go first that tell no rule
 * anything more: nobody makes looks at strangers forgotten by looking at nobody, or at their own dependants again and again.
 */
final class Looks {
    /** Room for the largest limit of a short window, sixty, with two records a look. */
    static final int MOST = 160;

    static final long KEPT = Times.DAY;

    private final List<Seen> looks;

    Looks() {
        this(new ArrayList<>(4));
    }

    private Looks(List<Seen> looks) {
        this.looks = looks;
    }

    /** What is kept of it from now on; null where it is known already or too old. */
    @Nullable
    Seen add(Seen look) {
        if (!looks.isEmpty() && look.at() <= newest() - KEPT) {
            return null;
        }
        var kept = look;
        for (var i = looks.size() - 1; i >= 0 && looks.get(i).at() > look.at() - Times.MINUTE; i--) {
            var other = looks.get(i);
            if (other.record().equals(look.record())) {
                return null;
            }
            if (look.aboutSomebody() && other.subject() == look.subject() && minute(other) == minute(look)) {
                kept = merged(other, look);
                if (kept.equals(other)) {
                    return null;
                }
                looks.remove(i);
                break;
            }
        }
        var place = Collections.binarySearch(looks, kept, Seen.BY_TIME);
        looks.add(place < 0 ? -place - 1 : place, kept);
        forget();
        return kept;
    }

    private void forget() {
        var from = newest() - KEPT;
        var old = 0;
        while (looks.get(old).at() <= from) {
            old++;
        }
        if (old > 0) {
            looks.subList(0, old).clear();
        }
        while (looks.size() > MOST) {
            looks.remove(leastTelling());
        }
    }

    /** The oldest that is about nobody and missed nobody; else that has a later one at the same person; else of all. */
    private int leastTelling() {
        var later = new HashSet<Long>(looks.size() * 2);
        var again = 0;
        var nobody = -1;
        for (var i = looks.size() - 1; i >= 0; i--) {
            var look = looks.get(i);
            if (!look.aboutSomebody()) {
                nobody = look.is(Seen.MISS) ? nobody : i;
            } else if (!later.add(look.subject())) {
                again = i;
            }
        }
        return nobody >= 0 ? nobody : again;
    }

    private static Seen merged(Seen one, Seen other) {
        var earlier = Seen.BY_TIME.compare(one, other) <= 0 ? one : other;
        return new Seen(earlier.at(), earlier.record(), earlier.subject(), one.flags() | other.flags());
    }

    private static long minute(Seen look) {
        return Math.floorDiv(look.at(), Times.MINUTE);
    }

    long newest() {
        return looks.isEmpty()
                ? Long.MIN_VALUE / 2
                : looks.get(looks.size() - 1).at();
    }

    /**
     * Every window that {@code added} is in and that ends at a look, with those in it that count, where there are more than
     * {@code moreThan}. Open at its old end.
     */
    void windowsWith(Seen added, long width, int moreThan, Predicate<Seen> counts, Consumer<List<Seen>> found) {
        if (!counts.test(added)) {
            return;
        }
        var end = looks.size();
        while (end > 0) {
            var last = looks.get(--end);
            if (Seen.BY_TIME.compare(last, added) < 0) {
                return;
            }
            if (last.at() - added.at() >= width) {
                continue;
            }
            var start = end;
            while (start > 0 && looks.get(start - 1).at() > last.at() - width) {
                start--;
            }
            if (end + 1 - start > moreThan) {
                var within = new ArrayList<Seen>(end + 1 - start);
                for (var i = start; i <= end; i++) {
                    if (counts.test(looks.get(i))) {
                        within.add(looks.get(i));
                    }
                }
                // None of them, where those that do not count are many: a rule that fails is a rule for nobody any
                // more.
                if (within.size() > moreThan) {
                    found.accept(within);
                }
            }
        }
    }

    static int distinct(List<Seen> looks, ToLongFunction<Seen> by) {
        var all = new HashSet<Long>(looks.size() * 2);
        for (var look : looks) {
            all.add(by.applyAsLong(look));
        }
        return all.size();
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(looks.size());
        for (var look : looks) {
            look.write(out);
        }
    }

    static Looks read(DataInput in) throws IOException {
        var count = in.readShort();
        var looks = new ArrayList<Seen>(count + 1);
        for (var i = 0; i < count; i++) {
            looks.add(Seen.read(in));
        }
        return new Looks(looks);
    }
}
