package org.vouch.healthcode.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.vouch.audit.client.testing.Patience;

/** The access records that this service sent, and the suspensions that it obeys. */
public final class Records {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<ConsumerRecord<String, String>> SEEN = new ArrayList<>();
    /** One for all tests: to begin anew for each of them would take most of their time. */
    private static final KafkaConsumer<String, String> CONSUMER = Events.fromTheBeginning("access.records");

    private Records() {}

    /** The records of this requester, once there are as many; in the order of their making. */
    public static List<JsonNode> of(String requester, int count) {
        await().atMost(Patience.LONG)
                .untilAsserted(() -> assertThat(now(requester)).hasSize(count));
        return now(requester);
    }

    private static synchronized List<JsonNode> now(String requester) {
        CONSUMER.poll(Duration.ofMillis(50)).forEach(SEEN::add);
        return SEEN.stream()
                .filter(record -> requester.equals(record.key()))
                .map(record -> tree(record.value()))
                .toList();
    }

    public static void looksBecomePossible() {
        await().atMost(Patience.LONG)
                .untilAsserted(() -> given().get("/q/health/group/looks").then().statusCode(200));
    }

    public static void suspend(String requester) {
        suspend(requester, "everything");
    }

    /** {@code scope} is what is taken: everything, or proxy for presence checks and proxy lookups alone. */
    public static void suspend(String requester, String scope) {
        Events.send(
                "audit.enforcements",
                requester,
                "org.vouch.audit.RequesterSuspended.v1",
                """
                {"requester":"%s","kind":"checkpoint","suspension":"%s","alert":null,"reason":"many-subjects",\
                "at":"%s","until":null,"scope":"%s","afterwards":null}"""
                        .formatted(requester, UUID.randomUUID(), Instant.now(), scope));
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
