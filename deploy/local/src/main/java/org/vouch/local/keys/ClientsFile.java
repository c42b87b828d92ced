package org.vouch.local.keys;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** What identity-service knows of its clients: their secrets only as digests, which is enough for secrets of 24 random bytes. */
public final class ClientsFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ClientsFile() {}

    public static void write(Path file, List<Client> clients, Secrets secrets) {
        ArrayNode entries = JSON.createArrayNode();
        for (Client client : clients) {
            entries.addObject()
                    .put("id", client.id())
                    .put("secretSha256", sha256(secrets.of(client.secretName())))
                    .put("role", client.role().wire())
                    .put("label", client.label())
                    .put("organisation", client.organisation());
        }
        OwnerOnly.write(file, entries.toPrettyString());
    }

    static String sha256(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
