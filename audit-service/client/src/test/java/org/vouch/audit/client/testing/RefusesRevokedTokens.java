package org.vouch.audit.client.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.revocation.Revocations;

/**
 * That the running service stops taking tokens of a revoked client, and of a revoked key, within five seconds, although it
 * has verified and kept them before. A service's {@code RevokedTokensTest} implements this.
 */
public interface RefusesRevokedTokens {
    /** Calls what is any resident's own, somebody's of whom nothing is known too, and nobody else's. */
    Response own(RequestSpecification resident);

    @Test
    default void refusesARevokedClientAndNoOther() {
        var staff = UUID.randomUUID().toString();
        var token = TestTokens.client("officer", staff);
        var other = TestTokens.client("officer", UUID.randomUUID().toString());
        assertThat(called(token).statusCode()).isEqualTo(403);
        revoke(Revocations.CLIENT_REVOKED, Revocations.ofClient(staff), "{\"client\":\"" + staff + "\"}");
        refusedSoon(token);
        refusedSoon(TestTokens.client("officer", staff));
        assertThat(called(other).statusCode()).isEqualTo(403);
    }

    @Test
    default void refusesARevokedKeyAndNoOther() {
        var spare = TestTokens.spare();
        var token = TestTokens.sign(TestTokens.sound(), "at+jwt", spare);
        assertThat(called(token).statusCode()).isIn(200, 204);
        revoke(Revocations.KEY_REVOKED, Revocations.ofKey(spare.getKeyId()), "{\"kid\":\"any\"}");
        refusedSoon(token);
        refusedSoon(TestTokens.sign(TestTokens.sound(), "at+jwt", spare));
        assertThat(called(TestTokens.resident(UUID.randomUUID())).statusCode()).isIn(200, 204);
        refusedByThisKey();
    }

    /** What else the key signs, which is refused too by now. */
    default void refusedByThisKey() {}

    private void refusedSoon(String token) {
        await().atMost(Patience.LONG).until(() -> called(token).statusCode() == 401);
    }

    private Response called(String token) {
        return own(given().header("Authorization", "Bearer " + token));
    }

    private static void revoke(String type, String key, String payload) {
        SentEvents.send(Revocations.TOPIC, type, key, payload);
    }
}
