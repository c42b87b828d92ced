package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The numbers and the clock of one producer. */
final class ProducerHistory implements History {
    private static final int MOST_RANGES = 1_000;
    private static final int MOST_RECENT = 64;
    private static final int KEPT_DAYS = 7;
    private static final int HOURS = 24;
    private static final byte LAYOUT = 1;

    /** Numbers that have not come: from, to and since when that is known, told or not. */
    record Missing(long from, long to, long since, boolean told) {}

    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    /** The newest numbers. */
    private final TreeMap<Long, Seen> recent = new TreeMap<>();
    /** How many records in each hour of a week. */
    private final TreeMap<Integer, Integer> hours = new TreeMap<>();

    private final Told told;
    private long first = Long.MAX_VALUE;
    private long last;
    private long lastLog = Long.MIN_VALUE;
    private long firstLog;
    private long behindSince;

    ProducerHistory() {
        this(new Told());
    }

    private ProducerHistory(Told told) {
        this.told = told;
    }

    /** Takes a number; the record that had it before, if it was another, and null otherwise. */
    @Nullable
    Seen take(long number, Seen seen, long log) {
        if (lastLog == Long.MIN_VALUE) {
            firstLog = log;
        }
        hours.merge((int) Times.hour(log), 1, Integer::sum);
        hours.headMap(hours.lastKey() - KEPT_DAYS * HOURS).clear();
        lastLog = Math.max(lastLog, log);
        var before = recent.putIfAbsent(number, seen);
        if (recent.size() > MOST_RECENT) {
            recent.pollFirstEntry();
        }
        if (first == Long.MAX_VALUE) {
            first = number;
            last = number;
        } else if (number > last) {
            if (number > last + 1) {
                missing.put(last + 1, new Missing(last + 1, number - 1, log, false));
            }
            last = number;
        } else if (number < first) {
            if (number < first - 1) {
                missing.put(number + 1, new Missing(number + 1, first - 1, log, false));
            }
            first = number;
        } else {
            found(number);
        }
        while (missing.size() > MOST_RANGES) {
            missing.pollFirstEntry();
        }
        return before == null || before.record().equals(seen.record()) ? null : before;
    }

    private void found(long number) {
        var range = missing.floorEntry(number);
        if (range == null || range.getValue().to() < number) {
            return;
        }
        var was = range.getValue();
        missing.remove(was.from());
        if (was.from() < number) {
            missing.put(was.from(), new Missing(was.from(), number - 1, was.since(), was.told()));
        }
        if (number < was.to()) {
            missing.put(number + 1, new Missing(number + 1, was.to(), was.since(), was.told()));
        }
    }

    TreeMap<Long, Missing> missing() {
        return missing;
    }

    TreeMap<Long, Seen> recent() {
        return recent;
    }

    Told told() {
        return told;
    }

    long lastLog() {
        return lastLog;
    }

    /** How many records this hour has on the quietest day of the last week; 0 before the second day. */
    int atLeastInHourOf(long now) {
        var hour = (int) Times.hour(now);
        var least = Integer.MAX_VALUE;
        for (var before = hour - HOURS; before > Times.hour(firstLog) && before > hour - KEPT_DAYS * HOURS; ) {
            least = Math.min(least, hours.getOrDefault(before, 0));
            before -= HOURS;
        }
        return least == Integer.MAX_VALUE ? 0 : least;
    }

    long behindSince() {
        return behindSince;
    }

    void behindSince(long log) {
        behindSince = log;
    }

    /** A producer is watched for as long as there is one. */
    @Override
    public boolean over(Instant now) {
        return false;
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeByte(LAYOUT);
        out.writeLong(first);
        out.writeLong(last);
        out.writeLong(lastLog);
        out.writeLong(firstLog);
        out.writeLong(behindSince);
        out.writeShort(missing.size());
        for (var one : missing.values()) {
            out.writeLong(one.from());
            out.writeLong(one.to());
            out.writeLong(one.since());
            out.writeBoolean(one.told());
        }
        out.writeShort(recent.size());
        for (Map.Entry<Long, Seen> one : recent.entrySet()) {
            out.writeLong(one.getKey());
            one.getValue().write(out);
        }
        out.writeShort(hours.size());
        for (var hour : hours.entrySet()) {
            out.writeInt(hour.getKey());
            out.writeInt(hour.getValue());
        }
        told.write(out);
    }

    static ProducerHistory read(DataInput in) throws IOException {
        if (in.readByte() != LAYOUT) {
            return new ProducerHistory();
        }
        var first = in.readLong();
        var last = in.readLong();
        var lastLog = in.readLong();
        var firstLog = in.readLong();
        var behindSince = in.readLong();
        var missing = new TreeMap<Long, Missing>();
        for (var left = in.readShort(); left > 0; left--) {
            var from = in.readLong();
            missing.put(from, new Missing(from, in.readLong(), in.readLong(), in.readBoolean()));
        }
        var recent = new TreeMap<Long, Seen>();
        for (var left = in.readShort(); left > 0; left--) {
            var number = in.readLong();
            recent.put(number, Seen.read(in));
        }
        var hours = new TreeMap<Integer, Integer>();
        for (var left = in.readShort(); left > 0; left--) {
            var hour = in.readInt();
            hours.put(hour, in.readInt());
        }
        var read = new ProducerHistory(Told.read(in));
        read.first = first;
        read.last = last;
        read.lastLog = lastLog;
        read.firstLog = firstLog;
        read.behindSince = behindSince;
        read.missing.putAll(missing);
        read.recent.putAll(recent);
        read.hours.putAll(hours);
        return read;
    }
}
