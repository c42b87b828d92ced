package org.vouch.audit.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.vouch.audit.pseudonym.Pseudonym;

/**
 * The bytes of an entry: what is hashed is what is stored and served. They hold keyed pseudonyms, kinds and numbers; what
 * tells more stands in them sealed with the subject's key, and as a commitment that whoever gets it opened can check.
 *
 * <p>One line of JSON (UTF-8, no space, fields in this order, numbers as they are, times as RFC 3339 in UTC):
 *
 * <pre>
 * {"leaf":"vouch.log/1","kind":"access","id":UUID,"at":time,"subject":32 hex digits or null,
 *  "producer":text,"sequence":number,"requester":32 hex digits,"requesterKind":text,"outcome":"granted" or "refused",
 *  "commitment":base64(SHA-256(salt | details)),"sealed":base64(nonce | AES-256-GCM(salt | details) | tag)}
 *
 * salt      16 random bytes
 * details   {"action":text,"purpose":text or null,"label":text or null}, likewise one line
 * </pre>
 *
 * The fields between {@code subject} and {@code commitment} are those of the kind, {@code access} here; those of alerts and
 * suspensions are written by the triggers of V6__pending.sql, and their details sealed with nobody's key. The sealed part
 * is bound to the 16 bytes of {@code id} as its associated data. Nobody guesses a leaf from its public hash: commitment
 * and nonce are as random as the salt.
 */
final class Leaf {
    /** An entry of a C2SP bundle has at most so many bytes. */
    static final int MOST_BYTES = 65_535;

    /** Of every leaf, and no fact's to say. */
    static final Set<String> OWN_FIELDS = Set.of("leaf", "kind", "id", "at", "subject", "commitment", "sealed");

    private static final String FORM = "vouch.log/1";
    private static final ObjectWriter JSON = new JsonMapper().writer();

    private Leaf() {}

    static byte[] of(Fact fact, Sealed sealed) {
        if (Fact.claimsWhatIsTheLeafs(fact.open())) {
            throw new IllegalArgumentException("a fact says what its leaf says");
        }
        var leaf = JsonNodeFactory.instance.objectNode();
        leaf.put("leaf", FORM);
        leaf.put("kind", fact.kind().wire());
        leaf.put("id", fact.id().toString());
        leaf.put("at", fact.at().toString());
        leaf.put("subject", hex(fact.subject()));
        leaf.setAll(fact.open());
        leaf.put("commitment", base64(sealed.commitment()));
        leaf.put("sealed", base64(sealed.bytes()));
        var bytes = bytes(leaf);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("an entry is too long for a bundle");
        }
        return bytes;
    }

    static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can be written", e);
        }
    }

    private static @org.jspecify.annotations.Nullable String hex(@org.jspecify.annotations.Nullable Pseudonym subject) {
        return subject == null ? null : subject.hex();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
