package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One requester looks at too many different people within a sliding window (threat 1: one account, many subjects).
 *
 * <p>Counts looks that were refused as well: whoever tries a hundred people and fails is not harmless. Crosses at the
 * first subject above the limit of the requester's kind, again at every further multiple of it, and in every hour again: an
 * attack that goes on is told again with fresh evidence, whatever was decided about its beginning. Suspends at once.
 */
final class ManySubjectsRule implements RequesterRule {
    static final String ID = "many-subjects";
    private final Settings settings;

    ManySubjectsRule(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int version() {
        return 2;
    }

    @Override
    public List<Verdict> judge(RequesterHistory known, Look look, Seen added) {
        var limit = settings.manySubjects().get(look.kind());
        if (limit == null) {
            return List.of();
        }
        var found = new ArrayList<Verdict>();
        var width = Times.micros(settings.window());
        known.looks().windowsWith(added, width, limit, Seen::aboutSomebody, within -> {
            var distinct = Looks.distinct(within, Seen::subject);
            var hour = Times.hour(within.get(within.size() - 1).at());
            for (var level = 1; level <= (distinct - 1) / limit; level++) {
                found.add(new Verdict(Effect.SUSPEND, hour + "/" + level, limit, width, within, new TreeMap<>()));
            }
        });
        return found;
    }
}
