package org.vouch.audit.detection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * A client asks about far more people a day than it used to (threat 20: a baseline that is inflated little by little). Each day
 * is compared with the same day of its first week that is known, which grows by no more than a fifth a week: who doubles every
 * week leaves it behind, however slowly it began. A great day or three are no alarm: it takes most of the last five. Tells only.
 */
final class OwnGrowthRule implements RequesterRule {
    static final String ID = "own-growth";
    private static final int WEEK = 7;
    private static final int LAST_DAYS = 5;
    private final Settings.OwnGrowth allowed;

    OwnGrowthRule(Settings settings) {
        this.allowed = settings.ownGrowth();
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
        if (look.kind() == CallerKind.RESIDENT || look.kind() == CallerKind.ANONYMOUS || !look.aboutSomebody()) {
            return List.of();
        }
        var counts = known.daily().counts();
        if (counts.size() <= WEEK) {
            return List.of();
        }
        var today = counts.lastKey();
        var excessive = 0;
        var usual = 0.0;
        for (var day = today - LAST_DAYS + 1; day <= today; day++) {
            var count = counts.getOrDefault(day, 0);
            var before = firstOfItsKind(counts, day);
            if (before == null || count < allowed.least()) {
                continue;
            }
            var grown = before.getValue() * Math.pow(allowed.growthAWeek(), (day - before.getKey()) / (double) WEEK);
            var noise = allowed.sigmas() * Math.sqrt(count + grown * grown / Math.max(1, before.getValue()));
            if (count > allowed.times() * grown + noise) {
                excessive++;
            }
            usual = grown;
        }
        if (excessive < allowed.days()) {
            return List.of();
        }
        var features = new TreeMap<String, Double>();
        features.put("usual", usual);
        features.put("peopleToday", (double) counts.lastEntry().getValue());
        return List.of(new Verdict(
                Effect.TELL,
                "week " + today / WEEK,
                (int) Math.round(usual * allowed.times()),
                Times.DAY,
                List.of(added),
                features));
    }

    private static Map.@Nullable Entry<Integer, Integer> firstOfItsKind(TreeMap<Integer, Integer> counts, int day) {
        for (var one : counts.headMap(day - WEEK + 1).entrySet()) {
            if ((day - one.getKey()) % WEEK == 0) {
                return one;
            }
        }
        return null;
    }
}
