package org.vouch.audit.entries;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.vouch.audit.entries.AccessEntry.Numbered;
import org.vouch.audit.log.Fact;
import org.vouch.audit.log.ShownLook;

/**
 * What the log holds of an access. Everyone who reads entries sees between which pseudonyms it was, by which kind of
 * requester, with what outcome, and the producer's number, which shows what is missing. What was done, why and where
 * (a checkpoint's name is a place) is the subject's alone.
 */
public final class AccessFact {
    private AccessFact() {}

    public static Fact of(Numbered numbered) {
        var entry = numbered.entry();
        var open = JsonNodeFactory.instance.objectNode();
        open.put("producer", numbered.producer());
        open.put("sequence", numbered.sequence());
        open.put("requester", entry.requester().hex());
        open.put("requesterKind", entry.kind().wire());
        open.put("outcome", entry.outcome().wire());
        var details = ShownLook.details(entry.action(), entry.purpose(), entry.label());
        return new Fact(entry.id(), Fact.Kind.ACCESS, entry.at(), entry.subject(), open, details);
    }
}
