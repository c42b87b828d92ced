package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.List;
import org.vouch.audit.detection.Settings.RelayedPass;

/**
 * One person's passes at two places with no time to walk between them, there and back again (threat 13: a relay that keeps
 * its picture fresh). How far places are apart is not in the records, and two doors of one building are passed in a minute by
 * everybody: it takes two such changes of place in ten minutes.
 */
final class PassElsewhereRule {
    static final String ID = "pass-elsewhere";
    static final int VERSION = 1;
    private static final int CHANGES = 2;
    private final RelayedPass allowed;

    PassElsewhereRule(Settings settings) {
        this.allowed = settings.relayedPass();
    }

    /** Those shown on either side of such changes; empty where that is nothing. */
    List<Sighting> judge(List<Sighting> shown) {
        var unlikely = new ArrayList<Sighting>();
        var changes = 0;
        for (var i = 1; i < shown.size(); i++) {
            var from = shown.get(i - 1);
            var to = shown.get(i);
            if (!from.place().equals(to.place()) && to.at() - from.at() < Times.micros(allowed.unlikely())) {
                unlikely.addAll(List.of(from, to));
                changes++;
            }
        }
        return changes >= CHANGES ? unlikely : List.of();
    }
}
