package org.vouch.audit.entries;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.records.ReceivedAccess;
import org.vouch.audit.records.ReceivedAccess.Outcome;

/**
 * One look as it is kept: by pseudonyms only.
 *
 * @param subject null where it is not known who was asked about
 * @param label the public name of a client, null for a person
 */
public record AccessEntry(
        UUID id,
        Instant at,
        @Nullable Pseudonym subject,
        Pseudonym requester,
        CallerKind kind,
        @Nullable String label,
        String action,
        @Nullable String purpose,
        Outcome outcome) {

    /**
     * What the producer numbered it and how it is chained, and the client's id where a client asked.
     *
     * @param masked the requester's id, readable with the pseudonyms' key alone; null where nobody is to read it
     */
    public record Numbered(
            AccessEntry entry,
            String producer,
            long sequence,
            Link link,
            @Nullable String client,
            byte @Nullable [] masked) {
        public Numbered(AccessEntry entry, String producer, long sequence, Link link, @Nullable String client) {
            this(entry, producer, sequence, link, client, null);
        }
    }

    /**
     * What the record's bytes hash to, what it says that its predecessor's do, and what stands for the proof that was spent
     * for it: null where it does not say, or none was.
     */
    public record Link(byte[] hash, byte @Nullable [] previous, byte @Nullable [] proof) {
        @Override
        public String toString() {
            return "Link";
        }
    }

    static boolean isClient(ReceivedAccess access) {
        var kind = access.requester().kind();
        return kind != CallerKind.RESIDENT && kind != CallerKind.ANONYMOUS;
    }
}
