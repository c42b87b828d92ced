package org.vouch.identity.honey;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.identity.document.Document;

/**
 * Says in the access record, and nowhere else, that a refused look was at a document that exists for nobody. Nothing that the
 * caller gets is other than for any unknown document: the marker replaces the reason, which no answer has, and where a list is
 * configured every document is hashed once and looked for, whatever became of the look.
 */
@ApplicationScoped
public class HoneyDocuments {
    /** The reason by which audit-service knows such a look. */
    public static final String REASON = "honey";

    private static final String MAC = "HmacSHA256";
    private static final int LEAST_KEY_BYTES = 32;
    private static final int MAC_BYTES = 32;

    private final @Nullable SecretKeySpec key;
    private final Set<String> listed;

    HoneyDocuments(HoneyConfig config) {
        var file = config.file().orElse(null);
        this.key = file == null
                ? null
                : key(config.key()
                        .orElseThrow(() -> new IllegalStateException("vouch.honey.file is of no use without its key")));
        this.listed = file == null ? Set.of() : listed(file);
    }

    /** The same decision; a refusal about a document of the list that nobody holds, marked. */
    public <T> LookDecision<T> marked(Document document, LookDecision<T> decision) {
        if (!isListed(document) || decision.circumstances().subject() != null) {
            return decision;
        }
        if (decision instanceof LookDecision.Refused<T> refused) {
            return LookDecision.refused(refused.circumstances(), refused.problem(), REASON);
        }
        return decision instanceof LookDecision.Withheld<T> withheld
                ? LookDecision.withheld(withheld.circumstances(), withheld.answer(), REASON)
                : decision;
    }

    private boolean isListed(Document document) {
        if (key == null) {
            return false;
        }
        var identifying = document.identifying();
        try {
            var mac = Mac.getInstance(MAC);
            mac.init(key);
            return listed.contains(HexFormat.of().formatHex(mac.doFinal(identifying)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC);
        } finally {
            Arrays.fill(identifying, (byte) 0);
        }
    }

    private static SecretKeySpec key(Path file) {
        var bytes = hex(read(file).strip(), "the honey key");
        if (bytes.length < LEAST_KEY_BYTES) {
            throw new IllegalStateException("the honey key has fewer than " + LEAST_KEY_BYTES + " bytes");
        }
        return new SecretKeySpec(bytes, MAC);
    }

    private static Set<String> listed(Path file) {
        var listed = new HashSet<String>();
        for (var line : read(file).lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                var bytes = hex(line, "a line of the honey documents");
                if (bytes.length != MAC_BYTES) {
                    throw new IllegalStateException("a line of the honey documents is no HMAC-SHA-256");
                }
                listed.add(HexFormat.of().formatHex(bytes));
            }
        }
        return Set.copyOf(listed);
    }

    private static byte[] hex(String text, String what) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(what + " is not hex");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("the honey documents or their key cannot be read: "
                    + e.getClass().getSimpleName());
        }
    }
}
