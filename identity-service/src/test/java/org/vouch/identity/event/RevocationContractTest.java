package org.vouch.identity.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.edge.StrictJson;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.identity.testing.Contracts;

/** What this service writes of revocations is what its contract says. */
class RevocationContractTest {
    private static final Instant AT = Instant.parse("2026-11-22T08:15:32.250Z");

    private final RevocationEvents events = new RevocationEvents(
            StrictJson.strict(new ObjectMapper().registerModule(new JavaTimeModule())), UUID::randomUUID);

    @ParameterizedTest
    @ValueSource(strings = {"client-revoked", "key-revoked"})
    void theExampleIsWhatTheSchemaSaysAndNothingElse(String event) {
        var example = (ObjectNode) Contracts.example(event);
        assertThat(Contracts.defects(event, example)).isEmpty();
        assertThat(Contracts.defects(event, example.deepCopy().put("label", "x")))
                .isNotEmpty();
        for (var field : example.properties()) {
            assertThat(Contracts.defects(event, example.deepCopy().without(field.getKey())))
                    .isNotEmpty();
        }
    }

    @Test
    void whatIsWrittenKeepsToItAndTellsAClientFromAKey() {
        kept("client-revoked", "client:a", events.clientRevoked("a", "admin", AT));
        kept("key-revoked", "key:a", events.keyRevoked("a", "admin", AT));
    }

    private static void kept(String contract, String key, OutgoingEvent event) {
        assertThat(event.key()).isEqualTo(key);
        assertThat(event.topic()).isEqualTo("identity.revocations");
        Contracts.assertKept(contract, event.payload());
    }
}
