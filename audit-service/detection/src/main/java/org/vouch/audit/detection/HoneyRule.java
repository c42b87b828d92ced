package org.vouch.audit.detection;

import java.util.List;
import java.util.TreeMap;
import org.vouch.audit.client.caller.CallerKind;

/**
 * A requester tried a document that exists for nobody (FEATURES.md section D; a honeytoken: Spitzner 2003): they have it from a
 * list, or try numbers in turn. One is enough. A resident is suspended: they type what they were given, and somebody else
 * cannot make them touch one but by a number that this somebody has from the same list (threat 20); it ends after a day
 * unless a human agrees. A client is told alone: a forged card that is held under a gate's camera must not close the gate.
 */
final class HoneyRule implements RequesterRule {
    static final String ID = "honey";
    private static final String REASON = "honey";

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
        if (!look.refused() || !REASON.equals(look.reason())) {
            return List.of();
        }
        return List.of(new Verdict(
                look.kind() == CallerKind.RESIDENT ? Effect.SUSPEND : Effect.TELL,
                "day " + Times.day(added.at()),
                0,
                Times.DAY,
                List.of(added),
                new TreeMap<>()));
    }
}
