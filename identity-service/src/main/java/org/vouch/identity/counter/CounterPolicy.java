package org.vouch.identity.counter;

import org.vouch.identity.document.PersonName;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.vault.VaultEntry;

/** What two officers say in place of a face: the person is known and named as they said. Everything is compared before anything is decided. */
final class CounterPolicy {
    private CounterPolicy() {}

    /** The two officers, and whoever uses what they gave, presented the same document and name, or not. */
    static Outcome decide(VaultEntry entry, PersonName name, boolean sameAsInTheCase) {
        var named = entry.identity().name().matches(name);
        if (!sameAsInTheCase) {
            return new Outcome.NotProven(entry.subject(), "other-than-the-case");
        }
        if (!entry.known()) {
            return new Outcome.NotProven(null, "not-enrolled");
        }
        return named ? new Outcome.Proven(entry.identity()) : new Outcome.NotProven(entry.subject(), "name-differs");
    }
}
