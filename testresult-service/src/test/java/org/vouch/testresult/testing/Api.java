package org.vouch.testresult.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;

/** The calls of this service's interface as a collector, a lab and a resident make them. */
public final class Api {
    public static final String SHA256 = "0123456789abcdef".repeat(4);

    private static final RestAssuredConfig AS_TEXT = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig().encodeContentTypeAs("application/x-ndjson", ContentType.TEXT));
    private static final AtomicLong NUMBERS = new AtomicLong();

    private Api() {}

    /** Looks at others are refused until this service knows who is suspended. */
    public static void awaitReady() {
        await().atMost(Patience.LONG)
                .until(() -> given().get("/q/health/ready").statusCode() == 200
                        && given().get("/q/health/group/looks").statusCode() == 200);
    }

    public static String collector() {
        return TestTokens.client("collector", "site-1", "Site One", "collectors");
    }

    public static String lab() {
        return TestTokens.client("lab", "lab-1", "Lab One", "first-lab");
    }

    public static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    /** A barcode, or any other name, that was never used. */
    public static String fresh(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8) + "-" + NUMBERS.incrementAndGet();
    }

    public static String opening(String barcode, int capacity) {
        return opening(
                barcode, String.valueOf(capacity), "Station East", Instant.now().toString());
    }

    public static String opening(String barcode, String capacity, String site, String openedAt) {
        return "{\"barcode\":\"%s\",\"capacity\":%s,\"site\":\"%s\",\"openedAt\":\"%s\"}"
                .formatted(barcode, capacity, site, openedAt);
    }

    /** A new tube of {@link #collector()}'s organisation. */
    public static String openTube(int capacity) {
        var barcode = fresh("T");
        json(collector(), opening(barcode, capacity)).post("/v1/tubes").then().statusCode(201);
        return barcode;
    }

    public static RequestSpecification json(String token, String body) {
        return as(token).contentType("application/json").body(body);
    }

    public static String pass(UUID person) {
        return sampling("pass", "of:" + person, Instant.now());
    }

    public static String sampling(String kind, String shown, Instant at) {
        return "{\"%s\":\"%s\",\"sampledAt\":\"%s\"}".formatted(kind, shown, at);
    }

    public static ValidatableResponse take(String barcode, String body) {
        return json(collector(), body).post("/v1/tubes/" + barcode + "/samples").then();
    }

    public static void take(String barcode, UUID... persons) {
        for (var person : persons) {
            take(barcode, pass(person)).statusCode(201);
        }
    }

    public static ValidatableResponse seal(String barcode) {
        return as(collector()).post("/v1/tubes/" + barcode + "/seal").then();
    }

    public static String report(String barcode, String outcome, String accession) {
        return report(Map.of("tube", barcode, "outcome", outcome, "accession", accession));
    }

    /** A sound report, changed as {@code fields} says. */
    public static String report(Map<String, Object> fields) {
        return "{\"tube\":\"%s\",\"outcome\":\"%s\",\"accession\":\"%s\",\"version\":%s,\"testedAt\":\"%s\",\"rawDataSha256\":\"%s\"}"
                .formatted(
                        fields.get("tube"),
                        fields.getOrDefault("outcome", "negative"),
                        fields.get("accession"),
                        fields.getOrDefault("version", 1),
                        fields.getOrDefault("testedAt", Instant.now()),
                        fields.getOrDefault("rawDataSha256", SHA256));
    }

    public static ValidatableResponse reportOne(String body) {
        return json(lab(), body).post("/v1/results").then();
    }

    public static ValidatableResponse reportMany(String... lines) {
        return as(lab())
                .config(AS_TEXT)
                .contentType("application/x-ndjson")
                .body(String.join("\n", lines))
                .post("/v1/results")
                .then();
    }

    public static ValidatableResponse results(UUID person) {
        return as(TestTokens.resident(person)).get("/v1/results").then();
    }
}
