package org.vouch.identity.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.SignedToken;
import org.vouch.audit.client.caller.SignedToken.Signed;
import org.vouch.identity.platform.ListedKeys;

/**
 * The enrolled cameras of checkpoints. Where a checkpoint has any, frames of its sessions are taken only with the signed
 * statement of one of them, so that whoever feeds it a stream of other pictures has to have its key.
 */
@ApplicationScoped
public class Cameras {
    /** {@code typ} of a statement. */
    static final String TYPE = "capture+jwt";

    private final Map<String, Map<String, PublicKey>> byClient = new HashMap<>();

    /** One client in the file. */
    record Listed(@Nullable String client, @Nullable JsonNode jwks) {
        @Override
        public String toString() {
            return "Listed[" + client + "]";
        }
    }

    Cameras(CameraConfig config, ObjectMapper json) {
        config.file().ifPresent(file -> read(file, json));
    }

    private void read(Path file, ObjectMapper json) {
        try {
            for (var listed : json.readValue(Files.readString(file), Listed[].class)) {
                if (listed.client() == null || listed.jwks() == null) {
                    throw new IllegalStateException("a camera has no client or no keys");
                }
                if (byClient.put(listed.client(), keys(listed.client(), listed.jwks())) != null) {
                    throw new IllegalStateException("the cameras of " + listed.client() + " are listed twice");
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the cameras cannot be read: " + e.getClass().getSimpleName());
        }
    }

    /** An id names one key. */
    private static Map<String, PublicKey> keys(String client, JsonNode jwks) {
        var owner = "the camera of " + client;
        var keys = new HashMap<String, PublicKey>();
        for (var key : ListedKeys.in(jwks, owner)) {
            if (key.getKeyId() == null || keys.put(key.getKeyId(), key.getPublicKey()) != null) {
                throw new IllegalStateException(owner + " has a key without an id of its own");
            }
        }
        return Map.copyOf(keys);
    }

    /**
     * What has to be true of the frames that are to come.
     *
     * @param opener who opened the session, null for one that is anybody's
     * @param statement what came with them in place of a statement, null for nothing
     */
    public Capture attested(@Nullable String opener, String session, @Nullable String statement) {
        var keys = opener == null ? null : byClient.get(opener);
        if (keys == null) {
            // A statement that nobody can check is none.
            return statement == null ? new Capture.Anything() : new Capture.Nothing();
        }
        if (statement == null
                || !(SignedToken.read(statement, TYPE, id -> Optional.ofNullable(keys.get(id)))
                        instanceof Signed signed)) {
            return new Capture.Nothing();
        }
        return Statement.read(signed.claims())
                .filter(said -> said.session().equals(session))
                .<Capture>map(said -> new Capture.Stated(opener + " " + signed.keyId(), said.frames()))
                .orElseGet(Capture.Nothing::new);
    }
}
