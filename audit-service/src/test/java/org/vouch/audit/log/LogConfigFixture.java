package org.vouch.audit.log;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** A log whose keys are in a folder, and whose processes are called nowhere. */
record LogConfigFixture(Path logKey, Map<String, Witness> witnesses, int quorum) implements LogConfig {

    /** Witnesses by name, with their verifier keys. */
    static LogConfig of(Path folder, String logKey, Map<String, String> witnesses, int quorum) throws IOException {
        var configured = new HashMap<String, Witness>();
        for (var one : witnesses.entrySet()) {
            configured.put(one.getKey(), new Cosigner(Files.writeString(folder.resolve(one.getKey()), one.getValue())));
        }
        return new LogConfigFixture(Files.writeString(folder.resolve("log"), logKey), configured, quorum);
    }

    /** The same key under another name (C2SP signed-note). */
    static String renamed(String verifierKey, String name) {
        var material = Base64.getDecoder().decode(verifierKey.split("\\+", 3)[2]);
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            var id = HexFormat.of().formatHex(Arrays.copyOf(digest.digest(material), Integer.BYTES));
            return name + "+" + id + "+" + Base64.getEncoder().encodeToString(material);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private record Cosigner(Path key) implements Witness {
        @Override
        public URI url() {
            return URI.create("http://localhost");
        }
    }

    private record Signing(Path key) implements Signer {
        @Override
        public URI url() {
            return URI.create("http://localhost");
        }

        @Override
        public String token() {
            return "none";
        }
    }

    @Override
    public Path sealKeyset() {
        return logKey;
    }

    @Override
    public Signer signer() {
        return new Signing(logKey);
    }

    @Override
    public Duration every() {
        return Duration.ZERO;
    }

    @Override
    public Duration refresh() {
        return Duration.ZERO;
    }

    @Override
    public Duration rehash() {
        return Duration.ZERO;
    }

    @Override
    public long sealedFrom() {
        return 0;
    }
}
