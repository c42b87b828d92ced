package org.vouch.audit.detection;

import java.util.List;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;

/**
 * A resident who goes on meeting new people, few a day (threat 2: low and slow; threat 20: whoever gets the platform used to
 * it). A cumulative sum (Page 1954) over days of new people above what residents usually have, the same for all: nobody
 * raises their own baseline. One round of a new helper adds the most of one day and drains away; three new people a day reach
 * the alarm on the sixth. Below that pace, a month's new people on most of its days. Slows them down, which costs a helper with one person to help nothing; whether it ends is
 * for a human.
 */
final class SlowStrangersRule implements RequesterRule {
    static final String ID = "slow-strangers";
    private static final int MONTH = 30;
    private final Settings.SlowStrangers allowed;

    SlowStrangersRule(Settings settings) {
        this.allowed = settings.slowStrangers();
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
                || known.people().size() <= allowed.alarm()) {
            return List.of();
        }
        var today = Times.day(known.looks().newest());
        var newcomers = new int[MONTH];
        for (var met : known.people().all()) {
            var ago = today - met.first();
            if (!met.delegated() && ago >= 0 && ago < MONTH) {
                newcomers[MONTH - 1 - ago]++;
            }
        }
        var score = 0.0;
        var strangers = 0;
        var days = 0;
        for (var count : newcomers) {
            score = Math.max(0, score + Math.min(count, allowed.dayAtMost()) - allowed.usualADay());
            strangers += count;
            days += count > 0 ? 1 : 0;
        }
        var slowly = strangers >= allowed.monthStrangers() && days >= allowed.monthDays();
        if (score < allowed.alarm() && !slowly) {
            return List.of();
        }
        var features = new TreeMap<String, Double>();
        features.put("score", score);
        features.put("newPeopleInAMonth", (double) strangers);
        features.put("daysWithNewPeople", (double) days);
        return List.of(new Verdict(
                Effect.THROTTLE,
                "week " + today / 7,
                slowly ? allowed.monthStrangers() : (int) allowed.alarm(),
                MONTH * Times.DAY,
                List.of(added),
                features));
    }
}
