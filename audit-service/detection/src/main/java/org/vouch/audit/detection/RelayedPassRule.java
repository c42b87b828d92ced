package org.vouch.audit.detection;

import java.util.List;
import org.vouch.audit.detection.Settings.RelayedPass;

/**
 * One pass is shown at two places while it can be fresh, or over and over (threat 13: a relay, a photo of a poster). An honest
 * phone shows another pass after thirty seconds. One that has no network shows its old pass at the next door too, minutes
 * later, where it is refused as stale: that is not told. Both places are.
 */
final class RelayedPassRule {
    static final String ID = "relayed-pass";
    static final int VERSION = 1;
    private static final long FRESH = 90 * Times.SECOND;
    private final RelayedPass allowed;

    RelayedPassRule(Settings settings) {
        this.allowed = settings.relayedPass();
    }

    List<Sighting> judge(List<Sighting> sightings) {
        if (sightings.size() >= allowed.scans()) {
            return sightings;
        }
        for (var i = 1; i < sightings.size(); i++) {
            var from = sightings.get(i - 1);
            var to = sightings.get(i);
            if (!from.place().equals(to.place()) && to.at() - from.at() <= FRESH) {
                return sightings;
            }
        }
        return List.of();
    }
}
