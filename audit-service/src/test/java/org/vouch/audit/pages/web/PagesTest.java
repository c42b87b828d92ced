package org.vouch.audit.pages.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.testing.AuditTest;

@AuditTest
class PagesTest {
    private static final Pattern LINKS = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @ParameterizedTest
    @CsvSource({
        "/ops, text/html",
        "/ops/app.js, text/javascript",
        "/ops/ops.css, text/css",
        "/kit/api.js, text/javascript",
        "/kit/lib/preact.js, text/javascript",
        "/kit/lib/LICENSE-uplot.txt, text/plain",
        "/kit/mark.svg, image/svg+xml"
    })
    void everyFileIsGuarded(String path, String type) {
        given().get(path)
                .then()
                .statusCode(200)
                .contentType(startsWith(type))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self'"));
    }

    /** Nothing that stands in the page runs but its import map, which is named by its hash; nothing is fetched from elsewhere. */
    @Test
    void thePageRunsItsOwnFilesAlone() throws Exception {
        Response page = given().get("/ops");
        var html = page.body().asString();
        var map = Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL)
                .matcher(html);
        assertThat(map.find()).isTrue();
        var hash = Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8)));

        var policy = page.header("Content-Security-Policy");
        assertThat(policy)
                .isEqualTo("default-src 'none'; script-src 'self' 'sha256-" + hash
                        + "'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                        + " frame-ancestors 'none'");
        assertThat(policy).doesNotContain("unsafe");
        assertThat(html.replace(map.group(), ""))
                .doesNotContain("<style", "style=", "onclick", "onload")
                .containsPattern("<script type=\"module\" src=\"ops/app.js\"></script>");
        var links = LINKS.matcher(html);
        var found = 0;
        while (links.find()) {
            found++;
            assertThat(links.group(1)).doesNotContain("//").doesNotStartWith("/");
            if (!links.group(1).startsWith("q/")) {
                given().get("/" + links.group(1)).then().statusCode(200);
            }
        }
        assertThat(found).isGreaterThan(4);
    }

    @Test
    void whatIsKnownIsNotSentAgain() {
        var tag = given().get("/ops/app.js").then().extract().header("ETag");
        given().header("If-None-Match", tag).get("/ops/app.js").then().statusCode(304);
        given().header("If-None-Match", "\"other\"").get("/ops/app.js").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ops/nothing.js",
                "/ops/..%2findex",
                "/kit/..%2f..%2f..%2f..%2fapplication.properties",
                "/kit/",
                "/kit/index",
                "/kit/lib",
                "/kit/lib/preact.js.map"
            })
    void whatIsNotInTheIndexIsNotThere(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:vouch:problem:not-found"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ops/../index", "/ops/%2e%2e/index", "/kit/../q/health"})
    void norIsAnythingReachedByDots(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:vouch:problem:malformed-request"));
    }
}
