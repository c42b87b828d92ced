package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;

/**
 * How many people a client asked about, day by day for a month. Exact as long as they are few, by a HyperLogLog sketch above
 * (2^11 cells, 2.3 % error); the last two days take more, earlier ones are numbers. What goes in is keyed, so that nobody can
 * choose people who hide each other.
 */
final class DailyPeople {
    private static final int KEPT_DAYS = 31;
    private static final int LG_CELLS = 11;

    private final TreeMap<Integer, HllSketch> open = new TreeMap<>();
    private final TreeMap<Integer, Integer> closed = new TreeMap<>();

    void add(int day, long whom) {
        if (!open.isEmpty() && day < open.lastKey() - 1) {
            return;
        }
        open.computeIfAbsent(day, first -> new HllSketch(LG_CELLS, TgtHllType.HLL_4))
                .update(whom);
        while (open.firstKey() < open.lastKey() - 1) {
            var over = open.pollFirstEntry();
            closed.put(over.getKey(), estimate(over.getValue()));
            closed.headMap(day - KEPT_DAYS).clear();
        }
    }

    /** By day; days without anybody are not in it. */
    TreeMap<Integer, Integer> counts() {
        var counts = new TreeMap<>(closed);
        open.forEach((day, people) -> counts.put(day, estimate(people)));
        return counts;
    }

    // The composite estimate depends on the set alone; the other one on the order in which it came.
    private static int estimate(HllSketch people) {
        return (int) Math.round(people.getCompositeEstimate());
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(open.size());
        for (var day : open.entrySet()) {
            out.writeInt(day.getKey());
            var bytes = day.getValue().toCompactByteArray();
            out.writeShort(bytes.length);
            out.write(bytes);
        }
        out.writeByte(closed.size());
        for (var day : closed.entrySet()) {
            out.writeInt(day.getKey());
            out.writeInt(day.getValue());
        }
    }

    static DailyPeople read(DataInput in) throws IOException {
        var read = new DailyPeople();
        for (var left = in.readByte(); left > 0; left--) {
            var day = in.readInt();
            var bytes = new byte[in.readShort()];
            in.readFully(bytes);
            read.open.put(day, HllSketch.heapify(bytes));
        }
        for (var left = in.readByte(); left > 0; left--) {
            var day = in.readInt();
            read.closed.put(day, in.readInt());
        }
        return read;
    }
}
