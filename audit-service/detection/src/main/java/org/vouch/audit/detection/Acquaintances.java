package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whom somebody has met, and from which day on: for a month after the last time, at most {@value #MOST} of them. */
final class Acquaintances {
    static final int MOST = 256;
    private static final int KEPT_DAYS = 31;

    private final Map<Long, Met> met = new HashMap<>(4);
    private int latest = Integer.MIN_VALUE;

    /** Days since 1970; {@code delegated} once there was a delegation. */
    record Met(int first, int last, boolean delegated) {
        boolean strangerOn(int day) {
            return first >= day && !delegated;
        }
    }

    void meet(long whom, int day, boolean delegated) {
        met.merge(
                whom,
                new Met(day, day, delegated),
                (before, now) -> new Met(
                        Math.min(before.first, day), Math.max(before.last, day), before.delegated || delegated));
        if (day > latest) {
            latest = day;
            met.values().removeIf(one -> one.last < day - KEPT_DAYS);
        }
        if (met.size() > MOST) {
            met.entrySet().stream()
                    .min(Comparator.<Map.Entry<Long, Met>>comparingInt(
                                    one -> one.getValue().last())
                            .thenComparing(Map.Entry::getKey))
                    .map(Map.Entry::getKey)
                    .ifPresent(met::remove);
        }
    }

    @Nullable
    Met with(long whom) {
        return met.get(whom);
    }

    /** Whether not met before {@code day}. */
    boolean strangerOn(long whom, int day) {
        var one = met.get(whom);
        return one == null || one.strangerOn(day);
    }

    Iterable<Met> all() {
        return met.values();
    }

    int size() {
        return met.size();
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(latest);
        out.writeShort(met.size());
        for (var one : met.entrySet()) {
            out.writeLong(one.getKey());
            out.writeInt(one.getValue().first());
            out.writeInt(one.getValue().last());
            out.writeBoolean(one.getValue().delegated());
        }
    }

    static Acquaintances read(DataInput in) throws IOException {
        var read = new Acquaintances();
        read.latest = in.readInt();
        for (var left = in.readShort(); left > 0; left--) {
            var whom = in.readLong();
            read.met.put(whom, new Met(in.readInt(), in.readInt(), in.readBoolean()));
        }
        return read;
    }
}
