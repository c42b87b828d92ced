package org.vouch.healthcode.pass;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class PassResourceTest {
    private final UUID person = UUID.randomUUID();

    @Test
    void givesAPassThatLivesForAMinuteAtMost() {
        var before = Instant.now();
        var answer = pass("application/json")
                .statusCode(200)
                .contentType("application/json")
                .header("Cache-Control", "no-store")
                .body("size()", equalTo(3))
                .extract()
                .body();
        var expiresAt = Instant.parse(answer.path("expiresAt"));
        assertThat(expiresAt).isBetween(before.plusSeconds(58), Instant.now().plusSeconds(60));
        assertThat(Instant.parse(answer.path("refreshAfter"))).isBetween(before.plusSeconds(28), expiresAt);
        var content = content(answer.path("pass"));
        assertThat(content.colour()).isEqualTo(Colour.UNKNOWN);
        assertThat(content.expiresAt()).isEqualTo(expiresAt);
    }

    @Test
    void verifiesOfflineByThePublishedKeys() throws Exception {
        var bytes =
                Base45.decode(pass("application/json").extract().path("pass")).orElseThrow();
        var parts = PassBytes.read(bytes).orElseThrow();
        var published = given().get("/.well-known/pass-keys.json")
                .then()
                .statusCode(200)
                .header("Cache-Control", startsWith("public, max-age="))
                .body("keys[0].d", nullValue())
                .extract()
                .asString();
        var kid = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(parts.keyId().toByteArray());
        var key = (EllipticCurveJsonWebKey) new JsonWebKeySet(published).findJsonWebKey(kid, "EC", "sig", "ES256");
        var check = Signature.getInstance("SHA256withECDSAinP1363Format");
        check.initVerify(key.getECPublicKey());
        check.update(parts.signed().toByteArray());
        assertThat(check.verify(parts.signature().toByteArray())).isTrue();
    }

    @Test
    void theQrCodeIsReadAsThePass() throws Exception {
        var png = pass("image/png")
                .statusCode(200)
                .header("Content-Type", "image/png")
                .extract()
                .asByteArray();
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        var text = new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
        assertThat(content(text).colour()).isEqualTo(Colour.UNKNOWN);
    }

    @Test
    void theQrCodeIsDrawnAsSvgToo() {
        var svg = pass("image/svg+xml")
                .statusCode(200)
                .header("Content-Type", startsWith("image/svg+xml"))
                .header("Content-Type", not(containsString("qs")))
                .header("Cache-Control", "no-store")
                .extract()
                .asString();
        assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"").endsWith("</svg>");
    }

    @Test
    void whoAsksForNothingInParticularGetsText() {
        pass("*/*").statusCode(200).contentType("application/json");
        pass("text/html,*/*;q=0.1").statusCode(200).contentType("application/json");
        pass("image/*").statusCode(200).contentType(startsWith("image/"));
        pass("text/html").statusCode(406).contentType("application/problem+json");
    }

    private ValidatableResponse pass(String accept) {
        return given().auth()
                .oauth2(TestTokens.resident(person))
                .header("Accept", accept)
                .get("/v1/pass")
                .then();
    }

    private static PassContent content(String text) {
        return PassBytes.read(Base45.decode(text).orElseThrow()).orElseThrow().content();
    }
}
