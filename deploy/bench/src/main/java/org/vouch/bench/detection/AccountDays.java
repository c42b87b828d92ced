package org.vouch.bench.detection;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Look;

/** What each account did each day, in numbers: what the baselines judge by, of the same records as the rules. */
final class AccountDays {
    static final int FEATURES = 8;
    private static final long DAY = 86_400;
    private static final Set<String> UNCOUNTED = Set.of("scan", "sample", "delegation-end");

    /** The most distinct people of any 24 hours is kept apart: the fixed threshold slides. */
    record AccountDay(String requester, int day, float[] features, int mostIn24Hours) {}

    private static final class Today {
        private final boolean client;
        private final Set<Long> people = new HashSet<>();
        private int strangers;
        private int looks;
        private int refused;
        private int unknown;
        private int badProofs;
        private int delegated;
        private int night;
        private int most;

        private Today(boolean client) {
            this.client = client;
        }

        private float[] features() {
            return new float[] {
                client ? 1 : 0,
                log(people.size()),
                log(strangers),
                log(refused),
                log(unknown),
                log(badProofs),
                log(delegated),
                looks == 0 ? 0 : (float) night / looks
            };
        }
    }

    private static float log(int count) {
        return (float) Math.log1p(count);
    }

    private record Recent(long at, long subject) {}

    private final Map<String, Today> today = new HashMap<>();
    private final Map<String, Set<Long>> ever = new HashMap<>();
    private final Map<String, ArrayDeque<Recent>> recent = new HashMap<>();
    private final List<AccountDay> all = new ArrayList<>();
    private int day = Integer.MIN_VALUE;

    void take(Look look, Instant logTime) {
        var now = (int) Math.floorDiv(logTime.getEpochSecond(), DAY);
        if (now != day) {
            close();
            day = now;
        }
        if (UNCOUNTED.contains(look.action()) || look.kind() == CallerKind.SERVICE) {
            return;
        }
        var one = today.computeIfAbsent(look.requester(), first -> new Today(look.kind() != CallerKind.RESIDENT));
        one.looks++;
        one.refused += look.refused() ? 1 : 0;
        one.badProofs += look.refused() && look.proof() != null ? 1 : 0;
        one.delegated += "delegation".equals(look.purpose()) ? 1 : 0;
        one.night += Math.floorMod(logTime.getEpochSecond(), DAY) < 6 * 3_600 ? 1 : 0;
        if (look.subject() == Look.NOBODY) {
            one.unknown++;
            return;
        }
        if (one.people.add(look.subject())
                && ever.computeIfAbsent(look.requester(), first -> new HashSet<>(4))
                        .add(look.subject())) {
            one.strangers++;
        }
        one.most = Math.max(one.most, in24Hours(look, logTime.getEpochSecond()));
    }

    private int in24Hours(Look look, long now) {
        var looks = recent.computeIfAbsent(look.requester(), first -> new ArrayDeque<>(4));
        looks.add(new Recent(now, look.subject()));
        while (looks.getFirst().at() <= now - DAY) {
            looks.removeFirst();
        }
        return looks.size() <= 2
                ? looks.size()
                : (int) looks.stream().mapToLong(Recent::subject).distinct().count();
    }

    private void close() {
        today.forEach((requester, one) -> all.add(new AccountDay(requester, day, one.features(), one.most)));
        today.clear();
    }

    List<AccountDay> all() {
        close();
        return all;
    }
}
