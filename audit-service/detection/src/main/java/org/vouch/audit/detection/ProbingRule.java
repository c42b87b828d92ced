package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;

/**
 * A requester tries people who are not there, or who are not themselves (threat 5: enumeration). A miss is a refusal about
 * nobody known, or a person about whom every look was refused; one person whose face is refused over and over is one miss. For
 * a resident eight in a day suspend, if most of what they tried missed, and twenty in a week however slowly. A client that
 * sees many people misses some: thirty in an hour, or sixty in a day, and most of them are told; so are twenty in a day
 * without a token, where many may share one address.
 */
final class ProbingRule implements RequesterRule {
    static final String ID = "probing";
    private final Settings.Probing allowed;

    ProbingRule(Settings settings) {
        this.allowed = settings.probing();
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
        if (!added.is(Seen.MISS)) {
            return List.of();
        }
        var resident = look.kind() == CallerKind.RESIDENT;
        var found = new ArrayList<Verdict>();
        if (resident) {
            judge(known, added, allowed.residentMisses(), Times.DAY, Effect.SUSPEND, found);
        } else if (look.kind() == CallerKind.ANONYMOUS) {
            judge(known, added, allowed.residentWeekMisses(), Times.DAY, Effect.TELL, found);
        } else {
            judge(known, added, allowed.clientMisses(), Times.HOUR, Effect.TELL, found);
            judge(known, added, 2 * allowed.clientMisses(), Times.DAY, Effect.TELL, found);
        }
        var today = Times.day(added.at());
        if (resident && known.misses().sum(today - 6, today) >= allowed.residentWeekMisses()) {
            found.add(new Verdict(
                    Effect.SUSPEND,
                    "week " + today / 7,
                    allowed.residentWeekMisses(),
                    7 * Times.DAY,
                    List.of(added),
                    new TreeMap<>(Map.of("misses", (double) known.misses().sum(today - 6, today)))));
        }
        return found;
    }

    private void judge(RequesterHistory known, Seen added, int limit, long width, Effect effect, List<Verdict> found) {
        known.looks().windowsWith(added, width, limit - 1, any -> true, within -> {
            var tried = tried(within);
            if (tried.misses >= limit && tried.misses >= allowed.share() * tried.all) {
                var episode = Times.day(within.get(within.size() - 1).at()) + "/" + tried.misses / limit;
                var missed = within.stream().filter(one -> one.is(Seen.MISS)).toList();
                found.add(new Verdict(effect, episode, limit, width, missed, tried.features()));
            }
        });
    }

    private record Tried(int misses, int all) {
        TreeMap<String, Double> features() {
            return new TreeMap<>(Map.of("misses", (double) misses, "tried", (double) all));
        }
    }

    private static Tried tried(List<Seen> within) {
        var nobody = 0;
        var missedEveryTime = new HashMap<Long, Boolean>();
        for (var one : within) {
            if (!one.aboutSomebody()) {
                nobody += one.is(Seen.MISS) ? 1 : 0;
            } else {
                missedEveryTime.merge(one.subject(), one.is(Seen.MISS), (before, now) -> before && now);
            }
        }
        var people =
                (int) missedEveryTime.values().stream().filter(missed -> missed).count();
        return new Tried(nobody + people, nobody + missedEveryTime.size());
    }
}
