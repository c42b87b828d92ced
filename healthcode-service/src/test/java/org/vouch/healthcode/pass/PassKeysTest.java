package org.vouch.healthcode.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.fasterxml.jackson.databind.JsonNode;
import com.google.crypto.tink.util.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.util.ArrayList;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.SharedVectors;
import org.vouch.healthcode.testing.TestKeys;

/**
 * Project Wycheproof's ES256 vectors (github.com/C2SP/wycheproof) as signatures of passes: a pass is no JWS, but signed
 * alike. Its keys are this service's own, so that what a JWK says of its use is not asked. With the JDK's own providers,
 * and again with the provider that services install.
 */
class PassKeysTest {
    private static final Path HANDLES = TestKeys.write("handles", TestKeys.aeadKeyset());

    @Test
    void takesNoInvalidSignatureAndEveryValidOne() {
        judgesEveryVector();
    }

    @Test
    void withTheFastProviderToo() {
        var fast = AmazonCorrettoCryptoProvider.INSTANCE;
        assumeTrue(fast.getLoadingError() == null, "skipped: no Amazon Corretto Crypto Provider on this platform");
        Security.insertProviderAt(fast, 1);
        try {
            judgesEveryVector();
        } finally {
            Security.removeProvider(fast.getName());
        }
    }

    private static void judgesEveryVector() {
        var accepted = new ArrayList<Integer>();
        var valid = new ArrayList<Integer>();
        var seen = 0;
        for (var group : SharedVectors.read("jws/json_web_signature_test.json").get("testGroups")) {
            if (group.path("public").path("alg").asText().equals("ES256")) {
                var keys = keys(group.get("private"));
                for (var test : group.get("tests")) {
                    seen++;
                    if (isAccepted(keys, test.get("jws").asText())) {
                        accepted.add(test.get("tcId").asInt());
                    }
                    if (test.get("result").asText().equals("valid")) {
                        valid.add(test.get("tcId").asInt());
                    }
                }
            }
        }
        assertThat(seen).isEqualTo(39);
        assertThat(valid).isNotEmpty();
        assertThat(accepted).isEqualTo(valid);
    }

    private static PassKeys keys(JsonNode pair) {
        return PassFixture.of(TestKeys.write("passes", "{\"keys\":[" + pair + "]}"), HANDLES, "vouch").keys;
    }

    private static boolean isAccepted(PassKeys keys, String jws) {
        var dot = jws.lastIndexOf('.');
        return dot > 0
                && keys.verify(
                        keys.signingKeyId(),
                        Bytes.copyFrom(jws.substring(0, dot).getBytes(StandardCharsets.US_ASCII)),
                        Bytes.copyFrom(Base64.getUrlDecoder().decode(jws.substring(dot + 1))));
    }
}
