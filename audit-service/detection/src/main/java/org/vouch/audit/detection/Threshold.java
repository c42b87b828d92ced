package org.vouch.audit.detection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vouch.audit.client.caller.CallerKind;

/**
 * A number that may be changed while the rules run, and how far: a limit that nobody crosses would be a rule switched off, and
 * one that everybody crosses a weapon. What shapes what is kept (windows, uncounted actions, rings, clocks) changes with a start.
 *
 * @param name as in the configuration, without {@code vouch.detection.}
 * @param least inclusive
 * @param most inclusive
 * @param whole only whole numbers
 */
public record Threshold(String name, double least, double most, boolean whole) {
    private static final Map<String, Threshold> ALL = new LinkedHashMap<>();

    static {
        for (var kind : new CallerKind[] {CallerKind.RESIDENT, CallerKind.CHECKPOINT, CallerKind.OFFICER}) {
            whole("many-subjects.limits." + kind.wire(), 2, Settings.MOST_EXACT - 1);
        }
        whole("many-strangers.limit", 3, Settings.MOST_EXACT - 1);
        number("slow-strangers.usual-a-day", 0.2, 5);
        number("slow-strangers.alarm", 3, 60);
        whole("slow-strangers.month-strangers", 5, 200);
        whole("slow-strangers.month-days", 4, 30);
        number("own-growth.growth-a-week", 1.02, 2);
        number("own-growth.times", 1.05, 3);
        number("own-growth.sigmas", 2, 10);
        whole("own-growth.least", 5, 1_000);
        whole("probing.resident-misses", 3, 50);
        whole("probing.resident-week-misses", 5, 200);
        whole("probing.client-misses", 10, 60);
        number("probing.share", 0.2, 1);
        whole("bad-proofs.resident", 2, 30);
        whole("bad-proofs.client", 3, 60);
        number("bad-proofs.share", 0.05, 1);
        whole("dependants.month", 2, 30);
        whole("dependants.refused-days", 2, 20);
        whole("dependants.refused-a-day", 2, 50);
        whole("in-demand.hour", 3, 40);
        whole("in-demand.day", 3, 60);
        whole("relayed-pass.scans", 3, 16);
    }

    private static void whole(String name, double least, double most) {
        ALL.put(name, new Threshold(name, least, most, true));
    }

    private static void number(String name, double least, double most) {
        ALL.put(name, new Threshold(name, least, most, false));
    }

    /** By name, in a lasting order. */
    public static Map<String, Threshold> all() {
        return java.util.Collections.unmodifiableMap(ALL);
    }

    public boolean takes(double value) {
        return value >= least && value <= most && (!whole || value == Math.rint(value));
    }

    String text(double value) {
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
