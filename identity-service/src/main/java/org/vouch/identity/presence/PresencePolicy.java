package org.vouch.identity.presence;

import org.vouch.identity.document.PersonName;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.vault.VaultEntry;

/** The person is known, has a face on record, is named as claimed and looks like it. Everything is compared before anything is decided. */
public record PresencePolicy(MatchPolicy samePerson) {

    public Outcome decide(VaultEntry entry, PersonName name, FaceTemplate shown) {
        var named = entry.identity().name().matches(name);
        var comparable = entry.face().isComparableWith(shown);
        var looksLikeIt = comparable && samePerson.decide(entry.face(), shown) instanceof MatchDecision.Accepted;
        if (!entry.known()) {
            return new Outcome.NotProven(null, "not-enrolled");
        }
        if (entry.faceWithdrawn()) {
            return new Outcome.NotProven(entry.subject(), "face-withdrawn");
        }
        if (!named) {
            return new Outcome.NotProven(entry.subject(), "name-differs");
        }
        if (!looksLikeIt) {
            return new Outcome.NotProven(entry.subject(), comparable ? "face-differs" : "face-of-another-model");
        }
        return new Outcome.Proven(entry.identity());
    }
}
