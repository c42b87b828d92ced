package org.vouch.identity.token;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * The clients of the platform, from a file that holds their secrets' SHA-256. Enough for secrets of 256 random bits, which
 * no dictionary has; a client's secret is never chosen by a person. An unknown client and a wrong secret take the same
 * time.
 */
@ApplicationScoped
public class Clients {
    private static final byte[] NOBODYS = new byte[32];

    private final Map<String, Entry> byId = new HashMap<>();

    private record Entry(Client client, byte[] secretSha256) {}

    /** One client in the file. */
    record Listed(String id, String secretSha256, String role, @Nullable String label, @Nullable String organisation) {
        @Override
        public String toString() {
            return "Listed[" + id + "]";
        }
    }

    Clients(ClientsConfig config, ObjectMapper json) {
        try {
            for (var listed : json.readValue(Files.readString(config.file()), Listed[].class)) {
                add(listed);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the clients cannot be read: " + e.getClass().getSimpleName());
        }
    }

    private void add(Listed listed) {
        var kind = CallerKind.among(List.of(listed.role()))
                .filter(role -> role != CallerKind.RESIDENT)
                .orElseThrow(() -> new IllegalStateException("client " + listed.id() + " has no role of a client"));
        var secret = HexFormat.of().parseHex(listed.secretSha256());
        if (secret.length != NOBODYS.length) {
            throw new IllegalStateException("client " + listed.id() + " has no SHA-256 of a secret");
        }
        var label = listed.label() == null ? listed.id() : listed.label();
        var organisation = listed.organisation() == null ? listed.id() : listed.organisation();
        var before = byId.put(listed.id(), new Entry(new Client(listed.id(), kind, label, organisation), secret));
        if (before != null) {
            throw new IllegalStateException("client " + listed.id() + " is listed twice");
        }
    }

    /** The client whose secret this is; empty where there is none. */
    public Optional<Client> authenticate(String id, String secret) {
        var entry = byId.get(id);
        var matches = MessageDigest.isEqual(entry == null ? NOBODYS : entry.secretSha256(), sha256(secret));
        return entry != null && matches ? Optional.of(entry.client()) : Optional.empty();
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
