package org.vouch.identity.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.identity.platform.ListedKeys;

/**
 * The clients of the platform, from a file that holds their secrets' SHA-256, their public keys, or both. A hash is enough
 * for secrets of 256 random bits, which no dictionary has; a client's secret is never chosen by a person. An unknown client
 * and a wrong secret take the same time.
 */
@ApplicationScoped
public class Clients {
    private static final byte[] NOBODYS = new byte[32];

    private final Map<String, Entry> byId = new HashMap<>();

    /** The hash is null for a client without a secret. */
    private record Entry(Client client, byte @Nullable [] secretSha256, Keys keys) {}

    /** A client's public keys, P-256. */
    record Keys(Client client, List<EllipticCurveJsonWebKey> keys) {
        /** The one of this id; without an id, the only one. */
        Optional<PublicKey> key(@Nullable String keyId) {
            var named = keys.stream()
                    .filter(key -> keyId == null || keyId.equals(key.getKeyId()))
                    .toList();
            return named.size() == 1 ? Optional.of(named.get(0).getPublicKey()) : Optional.empty();
        }

        @Override
        public String toString() {
            return "Keys[" + client.id() + "]";
        }
    }

    /** One client in the file. */
    record Listed(
            String id,
            @Nullable String secretSha256,
            @Nullable JsonNode jwks,
            String role,
            @Nullable String label,
            @Nullable String organisation) {
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
        var secret = listed.secretSha256() == null ? null : HexFormat.of().parseHex(listed.secretSha256());
        if (secret == null ? listed.jwks() == null : secret.length != NOBODYS.length) {
            throw new IllegalStateException("client " + listed.id() + " has no SHA-256 of a secret");
        }
        var label = listed.label() == null ? listed.id() : listed.label();
        var organisation = listed.organisation() == null ? listed.id() : listed.organisation();
        var client = new Client(listed.id(), kind, label, organisation);
        var keys = listed.jwks() == null
                ? List.<EllipticCurveJsonWebKey>of()
                : ListedKeys.in(listed.jwks(), "client " + listed.id());
        var before = byId.put(listed.id(), new Entry(client, secret, new Keys(client, keys)));
        if (before != null) {
            throw new IllegalStateException("client " + listed.id() + " is listed twice");
        }
    }

    /** The client whose secret this is; empty where there is none. */
    public Optional<Client> authenticate(String id, String secret) {
        var entry = byId.get(id);
        var expected = entry == null ? null : entry.secretSha256();
        var matches = MessageDigest.isEqual(expected == null ? NOBODYS : expected, sha256(secret));
        return entry != null && expected != null && matches ? Optional.of(entry.client()) : Optional.empty();
    }

    /** Empty where there is no such client. */
    Optional<Keys> keysOf(String id) {
        return Optional.ofNullable(byId.get(id)).map(Entry::keys);
    }

    private static byte[] sha256(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
