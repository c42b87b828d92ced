package org.vouch.audit.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.log.ReadingLog.Inclusion;
import org.vouch.audit.pseudonym.Pseudonym;

/**
 * That an entry about a person is in the log, in a form that verifies without asking anybody (C2SP tlog-proof).
 *
 * <pre>
 * c2sp.org/tlog-proof@v1
 * extra base64(entry LF [base64(salt | details) LF])
 * index N
 * base64(hash), a line each, from the leaf's sibling upwards
 *
 * the checkpoint, as it was published
 * </pre>
 *
 * The entry is the first line of the extra data, byte for byte what was hashed. The second one opens its commitment:
 * SHA-256 of the decoded bytes is the entry's {@code commitment}, and behind the 16 bytes of salt stands what was done. It
 * is missing once the subject's key was erased.
 */
final class Receipt {
    private static final JsonMapper JSON = new JsonMapper();

    private Receipt() {}

    /** Empty if the entry is not about any of these pseudonyms. */
    static Optional<String> of(Inclusion inclusion, List<Pseudonym> subject, List<SubjectKey> keys) {
        var leaf = json(inclusion.entry());
        var about = leaf.path("subject").asText("");
        if (subject.stream().noneMatch(one -> one.hex().equals(about))) {
            return Optional.empty();
        }
        var text = new StringBuilder("c2sp.org/tlog-proof@v1\n");
        text.append("extra ")
                .append(base64(extra(inclusion.entry(), leaf, keys)))
                .append('\n');
        text.append("index ").append(inclusion.index()).append('\n');
        inclusion.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return Optional.of(
                text.append('\n').append(inclusion.published().note().note()).toString());
    }

    private static byte[] extra(byte[] entry, JsonNode leaf, List<SubjectKey> keys) {
        var extra = new ByteArrayOutputStream();
        extra.writeBytes(entry);
        extra.write('\n');
        var id = UUID.fromString(leaf.path("id").asText());
        var sealed = Base64.getDecoder().decode(leaf.path("sealed").asText());
        keys.stream().flatMap(key -> key.open(id, sealed).stream()).findFirst().ifPresent(opening -> {
            extra.writeBytes(base64(opening).getBytes(StandardCharsets.US_ASCII));
            extra.write('\n');
        });
        return extra.toByteArray();
    }

    private static JsonNode json(byte[] entry) {
        try {
            return JSON.readTree(entry);
        } catch (IOException e) {
            throw new IllegalStateException("an entry is not the JSON that was written", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
