package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What has been told, for forty days and at most {@value #MOST} times: nothing is told twice. */
final class Told {
    static final int MOST = 256;
    private static final int KEPT_DAYS = 40;

    private final Map<String, Integer> days = new LinkedHashMap<>(2);

    /** True the first time. */
    boolean first(String what, int day) {
        if (days.putIfAbsent(what, day) != null) {
            return false;
        }
        days.values().removeIf(told -> told < day - KEPT_DAYS);
        if (days.size() > MOST) {
            days.remove(days.keySet().iterator().next());
        }
        return true;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(days.size());
        for (var told : days.entrySet()) {
            out.writeUTF(told.getKey());
            out.writeInt(told.getValue());
        }
    }

    static Told read(DataInput in) throws IOException {
        var told = new Told();
        for (var left = in.readShort(); left > 0; left--) {
            var what = in.readUTF();
            told.days.put(what, in.readInt());
        }
        return told;
    }
}
