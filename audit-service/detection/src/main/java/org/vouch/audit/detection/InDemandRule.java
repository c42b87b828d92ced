package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vouch.audit.detection.Settings.InDemand;

/**
 * Many accounts ask about one person (threat 3; FEATURES.md AU-02, AU-03): more requesters within an hour, or a day, than
 * ask about anybody, each of whom has not asked on an earlier day. Who is in demand is seen by the demand, not by a list.
 * Shields the person; accuses nobody enough to suspend: somebody may have been told to look.
 */
final class InDemandRule {
    static final String ID = "in-demand";
    static final int VERSION = 1;
    private final InDemand allowed;

    InDemandRule(Settings settings) {
        this.allowed = settings.inDemand();
    }

    /** All requesters in windows that are too full, of those windows that {@code added} is in. */
    Map<Sighting, Integer> judge(List<Sighting> asking, Sighting added) {
        var found = new LinkedHashMap<Sighting, Integer>();
        tooMany(asking, added, Times.HOUR, allowed.hour(), found);
        tooMany(asking, added, Times.DAY, allowed.day(), found);
        return found;
    }

    private static void tooMany(
            List<Sighting> asking, Sighting added, long width, int limit, Map<Sighting, Integer> found) {
        for (var last : asking) {
            if (last.at() < added.at() || last.at() - added.at() >= width) {
                continue;
            }
            var within = new ArrayList<Sighting>();
            Set<String> requesters = new LinkedHashSet<>();
            for (var one : asking) {
                if (one.stranger() && one.at() > last.at() - width && one.at() <= last.at()) {
                    within.add(one);
                    requesters.add(one.requester());
                }
            }
            if (requesters.size() > limit) {
                within.forEach(one -> found.putIfAbsent(one, limit));
            }
        }
    }
}
