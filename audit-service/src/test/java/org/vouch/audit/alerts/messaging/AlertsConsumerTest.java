package org.vouch.audit.alerts.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AlertFixture.anAlert;
import static org.vouch.audit.testing.Calls.soon;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.testing.AccessFixture;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

@AuditTest
class AlertsConsumerTest {
    @Inject
    Pool pool;

    private final String partition = UUID.randomUUID().toString();

    /** Behind it wait those that suspend somebody. */
    @Test
    void whatCanNeverBeStoredIsSetAsideAndHoldsUpNothing() {
        var before = number("select count(*) from event_set_aside where topic = $1", Alert.TOPIC);
        var good = anAlert();
        try (var topics = new Topics()) {
            for (var poison : List.of(
                    "no alert",
                    "{}",
                    anAlert().payload().replace("\"own-growth\"", "null"),
                    anAlert().payload().replace("\"tell\"", "null"),
                    anAlert().payload().replace("own-growth", "nul\\u0000"))) {
                send(topics, poison, UUID.randomUUID());
            }
            send(topics, good.payload(), good.id());
        }
        soon().until(() -> number(
                        "select count(*) from alert where id::text = $1",
                        good.id().toString())
                == 1);
        assertThat(number("select count(*) from event_set_aside where topic = $1", Alert.TOPIC) - before)
                .isEqualTo(5);
    }

    @Test
    void anotherKindOfEventIsPassedOver() {
        var good = anAlert();
        try (var topics = new Topics()) {
            topics.send(new ProducerRecord<>(
                    Alert.TOPIC,
                    null,
                    null,
                    partition,
                    "{}",
                    AccessFixture.headers(UUID.randomUUID(), "org.vouch.audit.Another.v1", Instant.now())));
            send(topics, good.payload(), good.id());
        }
        soon().until(() -> number(
                        "select count(*) from alert where id::text = $1",
                        good.id().toString())
                == 1);
    }

    private void send(Topics topics, String payload, UUID id) {
        topics.send(new ProducerRecord<>(
                Alert.TOPIC,
                null,
                null,
                partition,
                payload,
                AccessFixture.headers(id, Alert.EVENT_TYPE, Instant.now())));
    }

    private long number(String sql, String parameter) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(parameter))
                .await()
                .atMost(Patience.LONG)
                .iterator()
                .next()
                .getLong(0);
    }
}
