package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;

/**
 * A resident looks at too many people within 24 hours whom they did not look at before the day on which these began (threat 1,
 * slower than the short window). Family, dependants and those whom somebody helps again and again do not count. Ten is what
 * FEATURES.md AU-02 allows of unrelated people. Suspends at once.
 */
final class ManyStrangersRule implements RequesterRule {
    static final String ID = "many-strangers";
    private final int limit;

    ManyStrangersRule(Settings settings) {
        this.limit = settings.manyStrangers();
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
        if (look.kind() != CallerKind.RESIDENT
                || !look.aboutSomebody()
                || known.people().size() <= limit) {
            return List.of();
        }
        var found = new ArrayList<Verdict>();
        known.looks().windowsWith(added, Times.DAY, limit, Seen::aboutSomebody, within -> {
            var day = Times.day(within.get(within.size() - 1).at());
            var strangers = within.stream()
                    .filter(one -> known.people().strangerOn(one.subject(), day - 1))
                    .toList();
            var distinct = Looks.distinct(strangers, Seen::subject);
            for (var level = 1; level <= (distinct - 1) / limit; level++) {
                found.add(new Verdict(Effect.SUSPEND, day + "/" + level, limit, Times.DAY, strangers, new TreeMap<>()));
            }
        });
        return found;
    }
}
