package org.vouch.healthcode.dependant;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Enforced;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;
import org.vouch.healthcode.testing.Proofs;
import org.vouch.healthcode.testing.Records;

@HealthcodeTest
class DependantResourceTest {
    /** From the event to its effect at every service. */
    private final UUID helper = UUID.randomUUID();

    private final UUID dependant = UUID.randomUUID();
    private final UUID delegation = UUID.randomUUID();
    private final Instant until = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Pool pool;

    @BeforeEach
    void looksArePossible() {
        Records.looksBecomePossible();
    }

    @Test
    void aHelperSeesTheMinimumAndTheLookIsRecorded() {
        var sampledAt = Instant.now().minus(30, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
        Events.result(dependant, "negative", sampledAt);
        granted("code", "results");
        await().atMost(Patience.LONG).untilAsserted(() -> given().auth()
                .oauth2(TestTokens.resident(dependant))
                .get("/v1/code")
                .then()
                .body("colour", equalTo("green")));
        look(helper)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("size()", equalTo(4))
                .body("colour", equalTo("green"))
                .body("latestTest.size()", equalTo(2))
                .body("latestTest.outcome", equalTo("negative"))
                .body("latestTest.window", equalTo("PT48H"))
                .body("validUntil", equalTo(sampledAt.plus(72, ChronoUnit.HOURS).toString()))
                .body("purpose", equalTo("delegation"));
        assertThat(Records.of(helper.toString(), 1)).singleElement().satisfies(record -> {
            assertThat(record.path("action").asText()).isEqualTo("dependant-code");
            assertThat(record.path("outcome").asText()).isEqualTo("granted");
            assertThat(record.path("subject").asText()).isEqualTo(dependant.toString());
            assertThat(record.path("purpose").asText()).isEqualTo("delegation");
            assertThat(record.path("proof").asText()).isEqualTo(delegation.toString());
        });
    }

    @Test
    void theListTellsNothingButForHowLongAndWhat() {
        granted("code", "results");
        list(helper)
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("next", nullValue())
                .body("items", hasSize(1))
                .body("items[0].size()", equalTo(3))
                .body("items[0].delegation", equalTo(delegation.toString()))
                .body("items[0].scopes", equalTo(List.of("code", "results")))
                .body("items[0].until", equalTo(until.toString()));
        list(dependant).body("items", hasSize(0));
    }

    /** Each of the causes, and one and the same answer. */
    @Test
    void whoeverMayNotLookIsNotToldWhy() {
        var stranger = UUID.randomUUID();
        granted("code");
        var answer = refused(stranger, delegation.toString());
        assertThat(refused(dependant, delegation.toString())).isEqualTo(answer);
        assertThat(refused(stranger, UUID.randomUUID().toString())).isEqualTo(answer);
        assertThat(refused(stranger, "not-an-id")).isEqualTo(answer);
        var ended = UUID.randomUUID();
        Events.granted(ended, helper, dependant, Instant.now().minusSeconds(1), "code");
        var narrow = UUID.randomUUID();
        Events.granted(narrow, helper, UUID.randomUUID(), until, "results");
        await().atMost(Patience.LONG).untilAsserted(() -> list(helper).body("items", hasSize(2)));
        assertThat(refused(helper, ended.toString())).isEqualTo(answer);
        assertThat(refused(helper, narrow.toString())).isEqualTo(answer);

        assertThat(Records.of(stranger.toString(), 3))
                .extracting(record -> record.path("reason").asText() + " "
                        + record.path("subject").asText())
                .containsExactly("other-helper " + dependant, "no-such-delegation null", "no-such-delegation null");
        assertThat(Records.of(helper.toString(), 2))
                .extracting(record -> record.path("reason").asText())
                .containsExactly("ended", "out-of-scope");
    }

    @Test
    void oneThatIsRevokedIsRefusedWithinFiveSeconds() {
        granted("code");
        look(helper).statusCode(200).body("colour", equalTo("unknown")).body("latestTest", nullValue());
        Events.revoked(delegation, helper, dependant, until);
        await().atMost(Patience.LONG).untilAsserted(() -> look(helper).statusCode(404));
        list(helper).body("items", hasSize(0));
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.about("access.records", dependant))
                .last()
                .satisfies(record -> assertThat(record.value()).contains("\"reason\":\"revoked\"")));
    }

    /** Both showed their faces for it: it is not what strangers do. The stranger's refusal tells when the shield is there. */
    @Test
    void whoeverIsShieldedIsStillSeenByThoseTheyLet() {
        granted("code");
        var stranger = UUID.randomUUID().toString();
        Enforced.shield(dependant, Instant.now().plus(1, ChronoUnit.HOURS));
        await().atMost(Patience.LONG).untilAsserted(() -> given().auth()
                .oauth2(TestTokens.resident(UUID.fromString(stranger)))
                .contentType(ContentType.JSON)
                .body(Map.of("presenceProof", Proofs.of(dependant, stranger)))
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(403));
        look(helper).statusCode(200);
    }

    @Test
    void whatWasRevokedIsNotGrantedByALateEvent() {
        Events.revoked(delegation, helper, dependant, until);
        Events.granted(delegation, helper, dependant, until, "code");
        var other = UUID.randomUUID();
        Events.granted(other, helper, UUID.randomUUID(), until, "code");
        await().atMost(Patience.LONG)
                .untilAsserted(() -> list(helper).body("items.delegation", equalTo(List.of(other.toString()))));
        look(helper).statusCode(404);
    }

    @Test
    void whereEitherIsErasedNothingOfItRemainsAndNothingLateFindsAPlace() {
        for (var gone : List.of(helper, dependant)) {
            var one = gone.equals(helper) ? UUID.randomUUID() : dependant;
            var other = gone.equals(helper) ? helper : UUID.randomUUID();
            Events.granted(UUID.randomUUID(), other, one, until, "code");
            await().atMost(Patience.LONG).until(() -> rows(gone) == 1);
            Events.erased(gone);
            await().atMost(Patience.LONG).until(() -> rows(gone) == 0);
            Events.granted(UUID.randomUUID(), other, one, until, "code");
        }
        granted("results", UUID.randomUUID(), UUID.randomUUID());
        assertThat(rows(helper) + rows(dependant)).isZero();
    }

    @Test
    void aSuspendedHelperMayNotLookAndKeepsTheirList() {
        granted("code");
        Records.suspend(helper.toString());
        await().atMost(Patience.LONG)
                .untilAsserted(() ->
                        look(helper).statusCode(403).body("type", equalTo("urn:vouch:problem:requester-suspended")));
        list(helper).statusCode(200).body("items", hasSize(1));
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.about("access.records", dependant))
                .last()
                .satisfies(record -> assertThat(record.value()).contains("requester-suspended")));
    }

    private void granted(String... scopes) {
        Events.granted(delegation, helper, dependant, until, scopes);
        await().atMost(Patience.LONG)
                .untilAsserted(() -> list(helper).body("items.delegation", equalTo(List.of(delegation.toString()))));
    }

    private void granted(String scope, UUID otherHelper, UUID otherDependant) {
        Events.granted(UUID.randomUUID(), otherHelper, otherDependant, until, scope);
        await().atMost(Patience.LONG).untilAsserted(() -> list(otherHelper).body("items", hasSize(1)));
    }

    private ValidatableResponse look(UUID caller) {
        return look(caller, delegation.toString());
    }

    private static ValidatableResponse look(UUID caller, String id) {
        return given().auth()
                .oauth2(TestTokens.resident(caller))
                .get("/v1/dependants/" + id + "/code")
                .then();
    }

    private static String refused(UUID caller, String id) {
        var answer = look(caller, id)
                .statusCode(404)
                .contentType("application/problem+json")
                .extract();
        return answer.asString() + answer.headers();
    }

    private static ValidatableResponse list(UUID caller) {
        return given().auth()
                .oauth2(TestTokens.resident(caller))
                .get("/v1/dependants")
                .then();
    }

    private long rows(UUID person) {
        return pool.preparedQuery("select count(*) from delegation where helper = $1 or dependant = $1")
                .execute(Tuple.of(person))
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }
}
