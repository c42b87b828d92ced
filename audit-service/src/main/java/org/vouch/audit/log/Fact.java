package org.vouch.audit.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.pseudonym.Pseudonym;

/**
 * Something that becomes an entry of the log.
 *
 * @param id of the event: a second one with it is no second entry
 * @param subject whom it is about, null where that is not known
 * @param open what every auditor may read of it: pseudonyms, numbers and kinds
 * @param details what only the subject may read of it
 */
public record Fact(UUID id, Kind kind, Instant at, @Nullable Pseudonym subject, ObjectNode open, ObjectNode details) {

    /** What entries are about. */
    public enum Kind {
        ACCESS("access"),
        ALERT("alert"),
        SUSPENSION("suspension"),
        KEY("key"),
        POLICY("policy"),
        SHIELD("shield"),
        THRESHOLDS("thresholds");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /** Whether these fields would stand in the place of the leaf's own, and make it the leaf of another fact. */
    public static boolean claimsWhatIsTheLeafs(ObjectNode open) {
        return Leaf.OWN_FIELDS.stream().anyMatch(open::has);
    }

    @Override
    public String toString() {
        return "Fact[" + kind + "]";
    }
}
