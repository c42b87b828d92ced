package org.vouch.audit.client.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.SharedVectors;

/**
 * Project Wycheproof's vectors (github.com/C2SP/wycheproof) through the way of a token: its key out of a JWK set by its
 * {@code kid}, then its signature. With the JDK's own providers, and again with the provider that services install.
 */
class WycheproofTest {
    /** What the platform signs with; every other algorithm is refused, however valid. */
    private static final Set<String> ALLOWED = Set.of("ES256");

    @Test
    void takesNoInvalidSignatureAndEveryValidOneOfTheAllowedAlgorithm() {
        judgesEveryJws();
    }

    @Test
    void withTheFastProviderToo() {
        withTheFastProvider(this::judgesEveryJws);
    }

    @Test
    void takesNoEd25519SignatureValidOrNot() {
        judgesEveryEd25519();
        withTheFastProvider(this::judgesEveryEd25519);
    }

    private void judgesEveryJws() {
        var accepted = new ArrayList<Integer>();
        var allowed = new ArrayList<Integer>();
        var seen = 0;
        for (var group : SharedVectors.read("jws/json_web_signature_test.json").get("testGroups")) {
            var key = group.has("public") ? group.get("public") : group.get("private");
            for (var test : group.get("tests")) {
                seen++;
                if (isAccepted(key, text(test.get("jws")))) {
                    accepted.add(test.get("tcId").asInt());
                }
                if (test.get("result").asText().equals("valid")
                        && ALLOWED.contains(key.path("alg").asText())) {
                    allowed.add(test.get("tcId").asInt());
                }
            }
        }
        assertThat(seen).isEqualTo(401);
        assertThat(allowed).isNotEmpty();
        assertThat(accepted).isEqualTo(allowed);
    }

    /** The vectors are of bare signatures: each is put into a JWS under its own name and under that of ours. */
    private void judgesEveryEd25519() {
        var accepted = new ArrayList<Integer>();
        var seen = 0;
        for (var group : SharedVectors.read("jws/ed25519_test.json").get("testGroups")) {
            for (var test : group.get("tests")) {
                seen++;
                for (var algorithm : List.of("EdDSA", "Ed25519", "ES256")) {
                    var header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"none\"}";
                    var jws = base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(bytes(test, "msg")) + "."
                            + base64(bytes(test, "sig"));
                    if (isAccepted(group.get("publicKeyJwk"), jws)) {
                        accepted.add(test.get("tcId").asInt());
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(151);
        assertThat(accepted).isEmpty();
    }

    private static boolean isAccepted(JsonNode key, String text) {
        try {
            var keys = VerificationKeys.in("{\"keys\":[" + key + "]}");
            var jws = CompactJws.parse(text);
            var named = jws.keyId().map(keys::get);
            return named.isPresent() && jws.isSignedBy(named.get());
        } catch (JoseException malformed) {
            return false;
        }
    }

    private static void withTheFastProvider(Runnable test) {
        var fast = AmazonCorrettoCryptoProvider.INSTANCE;
        assumeTrue(fast.getLoadingError() == null, "skipped: no Amazon Corretto Crypto Provider on this platform");
        Security.insertProviderAt(fast, 1);
        try {
            test.run();
        } finally {
            Security.removeProvider(fast.getName());
        }
    }

    private static String text(JsonNode jws) {
        return jws.isTextual() ? jws.asText() : jws.toString();
    }

    private static byte[] bytes(JsonNode test, String field) {
        return HexFormat.of().parseHex(test.get(field).asText());
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
