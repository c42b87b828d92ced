package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A helper has, or tries to have, more dependants in a month than a helper may have at once and one more (threat 12: a guardian of
 * twelve, one after another), or goes on looking at a dependant when that is over (the former spouse): refused four times in a
 * day, or on three days. Tells only.
 */
final class DependantsRule implements RequesterRule {
    static final String ID = "dependants";
    private final Settings.Dependants allowed;

    DependantsRule(Settings settings) {
        this.allowed = settings.dependants();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<Verdict> judge(RequesterHistory known, Look look, Seen added) {
        if (!added.is(Seen.DELEGATED)) {
            return List.of();
        }
        var today = Times.day(added.at());
        var found = new ArrayList<Verdict>();
        var dependants = 0;
        for (var met : known.people().all()) {
            dependants += met.delegated() ? 1 : 0;
        }
        if (dependants > allowed.month()) {
            found.add(verdict("many " + today / 7, allowed.month(), added, "dependants", dependants));
        }
        var refused = known.refusedDelegations();
        if (refused.sum(today, today) >= allowed.refusedADay()) {
            found.add(verdict("refused " + today, allowed.refusedADay(), added, "refused", refused.sum(today, today)));
        } else if (refused.days() >= allowed.refusedDays()) {
            found.add(verdict("refused " + today / 7, allowed.refusedDays(), added, "refusedDays", refused.days()));
        }
        return found;
    }

    private static Verdict verdict(String episode, int limit, Seen added, String feature, int value) {
        return new Verdict(
                Effect.TELL, episode, limit, 30 * Times.DAY, List.of(added), new TreeMap<>(Map.of(feature, (double)
                        value)));
    }
}
