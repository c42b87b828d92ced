package org.vouch.audit.client.testing;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jose4j.jwt.JwtClaims;

/** The signer's own word, written otherwise than RFC 7515 writes it: signature, base64url, header or claims. */
final class ForgedTexts {
    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    private static final String BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final List<Forged> all = new ArrayList<>();
    private final Forging from;
    private final RawJws sound;

    private ForgedTexts(Forging from) {
        this.from = from;
        this.sound = RawJws.of(from.header("ES256"), from.claims());
    }

    static List<Forged> of(Forging from, JwtClaims claims) {
        var table = new ForgedTexts(from);
        table.extensions();
        table.otherSignatures();
        table.otherTexts();
        table.noJws();
        table.membersTwice(claims);
        return table.all;
    }

    private void add(String how, String token) {
        all.add(new Forged(how, token));
    }

    private void saying(String how, String claims) {
        add(how, RawJws.of(from.header("ES256"), claims).signedBy(from.signer().getPrivateKey()));
    }

    /** RFC 7515 section 4.1.11; RFC 7797 section 7 forbids an unencoded payload in a JWT. */
    private void extensions() {
        add(
                "crit of an unknown extension",
                from.bySigner(from.header("ES256", from.signerId(), ",\"crit\":[\"soon\"],\"soon\":1")));
        add("crit of what is absent", from.bySigner(from.header("ES256", from.signerId(), ",\"crit\":[\"soon\"]")));
        add("crit of a registered name", from.bySigner(from.header("ES256", from.signerId(), ",\"crit\":[\"typ\"]")));
        add("crit empty", from.bySigner(from.header("ES256", from.signerId(), ",\"crit\":[]")));
        add("crit no list", from.bySigner(from.header("ES256", from.signerId(), ",\"crit\":\"b64\"")));
        add("crit null", from.bySigner(from.header("ES256", from.signerId(), ",\"crit\":null")));
        add("b64 false, not critical", from.bySigner(from.header("ES256", from.signerId(), ",\"b64\":false")));
        add(
                "b64 true, critical",
                from.bySigner(from.header("ES256", from.signerId(), ",\"b64\":true,\"crit\":[\"b64\"]")));
        for (var crit : List.of("", ",\"crit\":[\"b64\"]")) {
            var header = RawJws.base64(from.header("ES256", from.signerId(), ",\"b64\":false" + crit));
            add(
                    "payload unencoded" + crit,
                    new RawJws(header, from.claims()).signedBy(from.signer().getPrivateKey()));
        }
        add("zip", from.bySigner(from.header("ES256", from.signerId(), ",\"zip\":\"DEF\",\"crit\":[\"zip\"]")));
    }

    /** RFC 7518 section 3.4; CVE-2022-21449 for zeros. */
    private void otherSignatures() {
        var signature = sound.signature(from.signer().getPrivateKey());
        var r = RawJws.half(signature, 0);
        var s = RawJws.half(signature, 1);
        add("signature stripped", sound.with(""));
        add("signature stripped with its dot", sound.header() + "." + sound.payload());
        add(
                "signature of other claims",
                sound.with(RawJws.of(from.header("ES256"), "{}")
                        .signature(from.signer().getPrivateKey())));
        add("signature cut by a byte", sound.with(Arrays.copyOf(signature, 63)));
        add("signature cut to r", sound.with(Arrays.copyOf(signature, 32)));
        add("signature and a zero", sound.with(Arrays.copyOf(signature, 65)));
        add("signature and two zeros", sound.with(Arrays.copyOf(signature, 66)));
        add("signature with leading zeros in r and s", sound.with(RawJws.sideBySide(r, s, 33)));
        add("signature with many leading zeros in r and s", sound.with(RawJws.sideBySide(r, s, 64)));
        add("signature in DER", sound.with(sound.signatureInDer(from.signer().getPrivateKey())));
        add("s and r exchanged", sound.with(RawJws.sideBySide(s, r, 32)));
        add("r + n", sound.with(RawJws.sideBySide(r.add(ORDER), s, 33)));
        add("s + n", sound.with(RawJws.sideBySide(r, s.add(ORDER), 33)));
        var edges = List.of(BigInteger.ZERO, BigInteger.ONE, ORDER.subtract(BigInteger.ONE), ORDER);
        for (var first : edges) {
            for (var second : edges) {
                add("r = " + named(first) + ", s = " + named(second), sound.with(RawJws.sideBySide(first, second, 32)));
            }
        }
    }

    private static String named(BigInteger number) {
        return number.bitLength() < 8 ? number.toString() : number.equals(ORDER) ? "n" : "n - 1";
    }

    /** RFC 7515 sections 2 and 7.1: one signature has one text, for whoever remembers tokens by their text. */
    private void otherTexts() {
        var signature = withBothSpecialCharacters();
        var token = sound.with(signature);
        for (var more : List.of("=", "==", ".", "..", ".x", "A", "AAAA", "!", "%00", "#", ",", ";", "\"", "&a=b")) {
            add("followed by " + more, token + more);
        }
        add("followed by a word", token + " x");
        add("after a dot", "." + token);
        add("two tokens", token + "," + token);
        add("unused bits set", sound.with(signature.substring(0, 85) + neighbour(signature.charAt(85))));
        add(
                "base64 in place of base64url",
                sound.with(signature.replace('-', '+').replace('_', '/')));
        for (var inserted : List.of("!", "=", " ", "~", "%0A", "*")) {
            add(
                    "'" + inserted + "' within the signature",
                    sound.with(signature.substring(0, 40) + inserted + signature.substring(40)));
        }
        add("a padded header, so signed", padded(sound.header(), sound.payload()));
        add(
                "a padded payload, so signed",
                padded(sound.header(), RawJws.base64(from.claims() + spaces(from.claims())) + "="));
        add(
                "a space in the payload, so signed",
                signed(
                        sound.header(),
                        sound.payload().substring(0, 8) + " " + sound.payload().substring(8)));
        add("no header", "." + sound.payload() + "." + signature);
        add("no payload", sound.header() + ".." + signature);
        add("five parts", token + ".AAAA.AAAA");
        add(
                "flattened JSON (section 7.2.2)",
                "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
                        .formatted(sound.payload(), sound.header(), signature));
    }

    private void noJws() {
        for (var text : List.of("garbage", "a.b.c", "..", "...", ".", "x".repeat(6_000))) {
            add("no JWS: " + text.substring(0, Math.min(8, text.length())), text);
        }
        var longer = "{\"more\":\"" + "x".repeat(6_000) + "\"," + from.claims().substring(1);
        saying("longer than any", longer);
        for (var header : List.of("[]", "null", "5", "\"ES256\"", "{")) {
            add("header " + header, from.bySigner(header));
        }
        add("header and another", from.bySigner(from.header("ES256") + "{}"));
        add("header and a word", from.bySigner(from.header("ES256") + " x"));
        add("header in a list", from.bySigner("[" + from.header("ES256") + "]"));
        for (var payload : List.of("", "[]", "null", "5", "\"x\"", "{", "foo")) {
            saying("claims '" + payload + "'", payload);
        }
        saying("claims and others", from.claims() + from.claims());
        saying("claims and a word", from.claims() + " x");
        saying("claims in a list", "[" + from.claims() + "]");
    }

    private String withBothSpecialCharacters() {
        while (true) {
            var signature = RawJws.base64(sound.signature(from.signer().getPrivateKey()));
            if (signature.contains("-") && signature.contains("_")) {
                return signature;
            }
        }
    }

    /** The last of 86 characters carries two bits that count and four that do not. */
    private static char neighbour(char last) {
        return BASE64URL.charAt(BASE64URL.indexOf(last) + 1);
    }

    private String padded(String header, String payload) {
        return signed(payload.endsWith("=") ? header : header + "=", payload);
    }

    /** So many that the encoded text ends where padding may stand. */
    private static String spaces(String json) {
        return " ".repeat((2 - json.length() % 3 + 3) % 3);
    }

    private String signed(String header, String payload) {
        return new RawJws(header, payload).signedBy(from.signer().getPrivateKey());
    }

    /** RFC 7515 section 4 and RFC 7519 section 4: names are unique. Whichever a reader takes, first or last, is sound. */
    private void membersTwice(JwtClaims sound) {
        for (var name : List.of("alg", "typ", "kid")) {
            var value = name.equals("alg") ? "ES256" : name.equals("typ") ? from.type() : from.signerId();
            add(
                    "header " + name + " twice",
                    from.bySigner(from.header("ES256", from.signerId(), ",\"" + name + "\":\"" + value + "\"")));
        }
        add(
                "header alg none, then ES256",
                from.bySigner("{\"alg\":\"none\"," + from.header("ES256").substring(1)));
        add(
                "header alg ES256, then none",
                RawJws.of(from.header("ES256", from.signerId(), ",\"alg\":\"none\""), from.claims())
                        .with(""));
        add(
                "header kid a stranger's, then the signer's",
                from.byStranger("{\"kid\":\"" + from.strangerId() + "\","
                        + from.header("ES256").substring(1)));
        add(
                "header kid the signer's, then a stranger's",
                from.byStranger(from.header("ES256", from.signerId(), ",\"kid\":\"" + from.strangerId() + "\"")));
        for (var name : sound.getClaimNames()) {
            var one = new JwtClaims();
            one.setClaim(name, sound.getClaimValue(name));
            var member = one.toJson().substring(1, one.toJson().length() - 1);
            saying(
                    "claim " + name + " twice",
                    "{" + member + "," + from.claims().substring(1));
            saying(
                    "claim " + name + " twice, once escaped",
                    "{" + escaped(member) + "," + from.claims().substring(1));
            saying(
                    "claim " + name + " other, then sound",
                    "{\"" + name + "\":\"other\"," + from.claims().substring(1));
            saying(
                    "claim " + name + " sound, then other",
                    from.claims().substring(0, from.claims().length() - 1) + ",\"" + name + "\":\"other\"}");
        }
    }

    private static String escaped(String member) {
        return "\"\\u%04x%s".formatted((int) member.charAt(1), member.substring(2));
    }
}
