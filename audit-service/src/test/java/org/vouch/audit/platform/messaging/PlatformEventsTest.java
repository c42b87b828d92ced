package org.vouch.audit.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.Calls.soon;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** The examples of those who send them, through Kafka into the log. */
@AuditTest
class PlatformEventsTest {
    @Inject
    Pool pool;

    @Inject
    Pseudonyms pseudonyms;

    @Test
    void revokedKeysAndClientsAndActivatedPoliciesAreEntriesOnceHoweverOftenTheyCome() throws IOException {
        var key = UUID.randomUUID();
        var client = UUID.randomUUID();
        var policy = UUID.randomUUID();
        for (var time = 0; time < 2; time++) {
            // Under names that no other test has anything to do with.
            send(
                    "identity.revocations",
                    "key:2026-11-a",
                    key,
                    "identity.KeyRevoked",
                    example("identity", "key-revoked"));
            send(
                    "identity.revocations",
                    "client:9d8c7b6a-5f4e-4d3c-8b2a-190807060504",
                    client,
                    "identity.ClientRevoked",
                    example("identity", "client-revoked"));
            send(
                    "healthcode.colours",
                    "baseline",
                    policy,
                    "healthcode.PolicyActivated",
                    example("healthcode", "policy-activated"));
        }
        // Behind them, on each topic.
        var lastKey = UUID.randomUUID();
        var lastPolicy = UUID.randomUUID();
        send("identity.revocations", "key:other", lastKey, "identity.KeyRevoked", example("identity", "key-revoked"));
        send(
                "healthcode.colours",
                "baseline",
                lastPolicy,
                "healthcode.PolicyActivated",
                example("healthcode", "policy-activated"));
        soon().until(() -> entries(lastKey).size() == 1 && entries(lastPolicy).size() == 1);

        assertThat(entries(key))
                .singleElement()
                .asString()
                .contains("\"kind\":\"key\"", "\"event\":\"KeyRevoked\"", "\"kid\":\"2026-11-a\"");
        assertThat(entries(client))
                .singleElement()
                .asString()
                .contains(
                        "\"event\":\"ClientRevoked\"",
                        "\"requester\":\""
                                + pseudonyms
                                        .ofRequester("9d8c7b6a-5f4e-4d3c-8b2a-190807060504")
                                        .hex() + "\"");
        assertThat(entries(policy))
                .singleElement()
                .asString()
                .contains(
                        "\"kind\":\"policy\"",
                        "\"event\":\"PolicyActivated\",\"policy\":\"baseline\",\"version\":1,\"sha256\":\"9f2b");
    }

    private static String example(String service, String event) throws IOException {
        return Files.readString(
                Path.of("../" + service + "-service/src/main/resources/contract/" + event + ".v1.example.json"));
    }

    private static void send(String topic, String key, UUID id, String type, String payload) {
        try (var topics = new Topics()) {
            topics.send(new ProducerRecord<>(
                    topic,
                    null,
                    null,
                    key,
                    payload,
                    AccessFixture.headers(id, "org.vouch." + type + ".v1", Instant.now())));
        }
    }

    private List<String> entries(UUID event) {
        var rows = pool.preparedQuery("select convert_from(bytes, 'UTF8') from log_entry where event_id = $1")
                .execute(Tuple.of(event))
                .await()
                .atMost(Patience.LONG);
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString(0))
                .toList();
    }
}
