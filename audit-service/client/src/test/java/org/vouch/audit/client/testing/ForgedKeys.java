package org.vouch.audit.client.testing;

import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jspecify.annotations.Nullable;

/** Sound claims under another algorithm, or by another key than the signer's (RFC 8725 sections 2.1, 3.1 and 3.10). */
final class ForgedKeys {
    private static final List<String> KEY_IDS = List.of(
            "",
            " ",
            "unknown",
            "../../../../dev/null",
            "/dev/null",
            "file:///dev/null",
            "http://localhost/jwks.json",
            "' OR '1'='1",
            "x' UNION SELECT 'AA",
            "$(id)",
            "${env:HOME}",
            "\\u0000",
            "*",
            "null",
            "0");

    private final List<Forged> all = new ArrayList<>();
    private final Forging from;

    private ForgedKeys(Forging from) {
        this.from = from;
    }

    /** {@code elsewhere} is where whoever follows a header would look for a key. */
    static List<Forged> of(Forging from, URI elsewhere) {
        var table = new ForgedKeys(from);
        table.otherAlgorithms();
        table.macsWithWhatIsPublic();
        table.otherKeys();
        table.keysInTheHeader(elsewhere);
        table.keyIds();
        return table.all;
    }

    private void add(String how, String token) {
        all.add(new Forged(how, token));
    }

    private void otherAlgorithms() {
        for (var none : List.of("none", "None", "NONE", "nOnE")) {
            add("alg " + none, RawJws.of(from.header(none), from.claims()).with(""));
            add("alg " + none + ", a signature kept", from.bySigner(from.header(none)));
        }
        for (var unknown :
                List.of("", "es256", "ES256 ", "ES384", "ES512", "ES256K", "RS256", "PS256", "HS256", "A128KW")) {
            add("alg '" + unknown + "' over an ES256 signature", from.bySigner(from.header(unknown)));
        }
        add("alg missing", from.bySigner(from.header("ES256").replace("\"alg\":\"ES256\",", "")));
        add("alg a number", from.bySigner(from.header("ES256").replace("\"ES256\"", "5")));
        add("alg a list", from.bySigner(from.header("ES256").replace("\"ES256\"", "[\"ES256\"]")));
    }

    /** RFC 8725 section 2.1: the public key as the secret of an HMAC, in every form in which it is published. */
    private void macsWithWhatIsPublic() {
        var point = Base64.getUrlDecoder();
        var jwk = from.signer().toParams(OutputControlLevel.PUBLIC_ONLY);
        var x = String.valueOf(jwk.get("x"));
        var y = String.valueOf(jwk.get("y"));
        var der = from.signer().getECPublicKey().getEncoded();
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        var pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
        var both = RawJws.sideBySide(new BigInteger(1, point.decode(x)), new BigInteger(1, point.decode(y)), 32);
        mac("PEM", pem.getBytes(StandardCharsets.US_ASCII));
        mac("PEM and a line break", (pem + "\n").getBytes(StandardCharsets.US_ASCII));
        mac("DER", der);
        mac("JWK", from.signer().toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8));
        mac("x", point.decode(x));
        mac("y", point.decode(y));
        mac("x in base64url", x.getBytes(StandardCharsets.US_ASCII));
        mac("x and y", both);
        mac("an uncompressed point", concat(new byte[] {4}, both));
        mac("kid", from.signerId().getBytes(StandardCharsets.US_ASCII));
        mac("nothing", new byte[1]);
    }

    private void mac(String key, byte[] bytes) {
        for (var size : List.of("256", "384", "512")) {
            add(
                    "HS" + size + " with the public key: " + key,
                    RawJws.of(from.header("HS" + size), from.claims()).macedWith("HmacSHA" + size, bytes));
        }
    }

    private void otherKeys() {
        add("a stranger's key", from.byStranger(from.header("ES256", from.strangerId(), "")));
        add("a stranger's key under the signer's id", from.byStranger(from.header("ES256")));
        var p384 = pair("EC", "secp384r1");
        var p521 = pair("EC", "secp521r1");
        add(
                "ES384 on P-384",
                RawJws.of(from.header("ES384"), from.claims())
                        .signedBy("SHA384withECDSAinP1363Format", p384.getPrivate()));
        add(
                "ES512 on P-521",
                RawJws.of(from.header("ES512"), from.claims())
                        .signedBy("SHA512withECDSAinP1363Format", p521.getPrivate()));
        add("ES256 on P-384", RawJws.of(from.header("ES256"), from.claims()).signedBy(p384.getPrivate()));
        var edwards = pair("Ed25519", null);
        for (var name : List.of("EdDSA", "Ed25519", "ES256")) {
            add(
                    "Ed25519 as " + name,
                    RawJws.of(from.header(name), from.claims()).signedBy("Ed25519", edwards.getPrivate()));
        }
        var rsa = pair("RSA", null);
        add("RS256", RawJws.of(from.header("RS256"), from.claims()).signedBy("SHA256withRSA", rsa.getPrivate()));
    }

    /** RFC 7515 section 10.7 and RFC 8725 section 3.10: a header that brings or names the key to believe it by. */
    private void keysInTheHeader(URI elsewhere) {
        var jwk = ",\"jwk\":" + from.stranger().toJson(OutputControlLevel.PUBLIC_ONLY);
        var der = Base64.getEncoder()
                .encodeToString(from.stranger().getECPublicKey().getEncoded());
        for (var keyId : List.of(from.signerId(), from.strangerId())) {
            var whose = keyId.equals(from.signerId()) ? " under the signer's id" : " under its own id";
            add("jwk" + whose, from.byStranger(from.header("ES256", keyId, jwk)));
            add("jku" + whose, from.byStranger(from.header("ES256", keyId, ",\"jku\":\"" + elsewhere + "\"")));
            add("x5u" + whose, from.byStranger(from.header("ES256", keyId, ",\"x5u\":\"" + elsewhere + "\"")));
            add("x5c" + whose, from.byStranger(from.header("ES256", keyId, ",\"x5c\":[\"" + der + "\"]")));
        }
    }

    /** RFC 8725 section 3.10: a key id is a name and nothing to look up a file, a table or an address by. */
    private void keyIds() {
        for (var keyId : KEY_IDS) {
            add("kid '" + keyId + "'", from.bySigner(from.header("ES256", keyId, "")));
            add(
                    "kid '" + keyId + "' and an empty secret",
                    RawJws.of(from.header("HS256", keyId, ""), from.claims()).macedWith("HmacSHA256", new byte[1]));
        }
        add("kid with an ending", from.bySigner(from.header("ES256", from.signerId() + "/x", "")));
    }

    private static KeyPair pair(String algorithm, @Nullable String curve) {
        try {
            var making = KeyPairGenerator.getInstance(algorithm);
            if (curve != null) {
                making.initialize(new ECGenParameterSpec(curve));
            }
            return making.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
