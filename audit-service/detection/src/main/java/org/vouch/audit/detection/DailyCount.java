package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/** A count a day, for fourteen days. */
final class DailyCount {
    private static final int KEPT_DAYS = 14;

    private final TreeMap<Integer, Integer> counts = new TreeMap<>();

    void add(int day) {
        counts.merge(day, 1, Integer::sum);
        counts.headMap(counts.lastKey() - KEPT_DAYS).clear();
    }

    /** From {@code from} to {@code to}, both inclusive. */
    int sum(int from, int to) {
        return counts.subMap(from, true, to, true).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    int days() {
        return counts.size();
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(counts.size());
        for (var day : counts.entrySet()) {
            out.writeInt(day.getKey());
            out.writeInt(day.getValue());
        }
    }

    static DailyCount read(DataInput in) throws IOException {
        var read = new DailyCount();
        for (var left = in.readByte(); left > 0; left--) {
            var day = in.readInt();
            read.counts.put(day, in.readInt());
        }
        return read;
    }
}
