package org.vouch.audit.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;

/**
 * One requester brings proofs that do not hold: spent, another's, too old, made for something else (threat 9: replay, one try a
 * proof). An app that sends twice does so now and then: three in an hour for a resident; for a client more, and a fifth of
 * what it brings. Replays of one proof are {@link ReplayedProofRule}'s. No replay was answered; a resident signs in
 * anew, for whoever has their token may have done it, and a client is told.
 */
final class BadProofsRule implements RequesterRule {
    static final String ID = "bad-proofs";
    private final Settings.BadProofs allowed;

    BadProofsRule(Settings settings) {
        this.allowed = settings.badProofs();
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
        if (!added.is(Seen.BAD_PROOF)) {
            return List.of();
        }
        var limit = look.kind() == CallerKind.RESIDENT ? allowed.resident() : allowed.client();
        var found = new ArrayList<Verdict>();
        known.looks().windowsWith(added, Times.HOUR, limit - 1, any -> true, within -> {
            var bad = within.stream().filter(one -> one.is(Seen.BAD_PROOF)).toList();
            if (bad.size() >= limit && bad.size() >= allowed.share() * within.size()) {
                found.add(new Verdict(
                        Effect.againstWhomeverHasTheToken(look.kind()),
                        "day " + Times.day(within.get(within.size() - 1).at()),
                        limit,
                        Times.HOUR,
                        bad,
                        new TreeMap<>(Map.of("badProofs", (double) bad.size()))));
            }
        });
        return found;
    }
}
