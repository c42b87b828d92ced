package org.vouch.audit.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.UUID;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;

/** Calls of the service as its callers make them. */
public final class Calls {
    private Calls() {}

    public static RequestSpecification asResident(UUID person) {
        return given().auth().oauth2(TestTokens.resident(person));
    }

    public static RequestSpecification asAuditor(String id) {
        return as("auditor", id);
    }

    public static RequestSpecification as(String role, String id) {
        return given().auth().oauth2(TestTokens.client(role, id));
    }

    /** Until records are watched. */
    public static void ready() {
        await().atMost(Patience.LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
    }

    public static org.awaitility.core.ConditionFactory soon() {
        return await().atMost(Patience.LONG).pollInterval(Duration.ofMillis(30));
    }
}
