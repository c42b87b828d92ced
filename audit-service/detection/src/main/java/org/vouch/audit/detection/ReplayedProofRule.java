package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.vouch.audit.client.caller.CallerKind;

/**
 * One presence proof is brought again (threat 9). It is made once and brought once, by whom it was made for; a sampling site
 * may bring a helper's. Two times too often is told, and once by anybody else: nobody comes by another's proof by mistake. No
 * replay was answered; residents who brought it sign in anew.
 */
final class ReplayedProofRule {
    static final String ID = "replayed-proof";
    static final int VERSION = 1;
    static final int MOST_REPEATS = 1;

    /** Those who brought it when they should not have. */
    List<Sighting> judge(List<Sighting> sightings) {
        var owner = sightings.get(0).requester();
        Set<String> brought = new HashSet<>();
        var repeats = new ArrayList<Sighting>();
        var foreign = new LinkedHashSet<Sighting>();
        for (var one : sightings) {
            if (!brought.add(one.action())) {
                repeats.add(one);
            }
            if (!one.requester().equals(owner) && one.kind() != CallerKind.COLLECTOR) {
                foreign.add(one);
            }
        }
        if (repeats.size() > MOST_REPEATS) {
            foreign.addAll(repeats);
        }
        return List.copyOf(foreign);
    }
}
