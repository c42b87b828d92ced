package org.vouch.audit.client.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.client.platform.Brokers;

/** Reads the revocations as identity-service writes them: everything that is read of them is the record's key. */
class RevocationContractTest {
    private static final Path CONTRACT = Path.of("../../identity-service/src/main/resources/contract");

    private final Revocations revocations = new Revocations(Brokers.at("unused:9092"));

    @Test
    void aClientAndAKeyOfOneNameAreTwo() throws IOException {
        var client = example("client-revoked", "client");
        revocations.apply(event(Revocations.CLIENT_REVOKED, "client:" + client));
        assertThat(revocations.client(client)).isTrue();
        assertThat(revocations.key(client)).isFalse();

        var kid = example("key-revoked", "kid");
        assertThat(revocations.key(kid)).isFalse();
        revocations.apply(event(Revocations.KEY_REVOKED, "key:" + kid));
        assertThat(revocations.key(kid)).isTrue();
        assertThat(revocations.client(kid)).isFalse();
    }

    @Test
    void anotherFactRevokesNothing() {
        revocations.apply(event("org.vouch.identity.KeyAdmired.v1", "key:a"));
        assertThat(revocations.key("a")).isFalse();
    }

    @Test
    void whatIsForgottenIsGoodAgain() {
        revocations.apply(event(Revocations.CLIENT_REVOKED, "client:a"));
        revocations.forget("client:a");
        assertThat(revocations.client("a")).isFalse();
    }

    private static ReceivedEvent event(String type, String key) {
        return new ReceivedEvent(UUID.randomUUID(), type, Instant.EPOCH, key, "{}");
    }

    private static String example(String event, String field) throws IOException {
        return new ObjectMapper()
                .readTree(Files.readString(CONTRACT.resolve(event + ".v1.example.json")))
                .path(field)
                .asText();
    }
}
