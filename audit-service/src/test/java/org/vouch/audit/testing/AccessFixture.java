package org.vouch.audit.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.access.RecordHash;
import org.vouch.audit.client.edge.StrictJson;

/** Access records as a service writes them: bytes, headers and all. */
public final class AccessFixture {
    private static final AtomicLong SEQUENCE = new AtomicLong();

    /** The mapper as the service configures it. */
    public static final ObjectMapper JSON = StrictJson.strict(new ObjectMapper().registerModule(new JavaTimeModule()));

    private UUID id = UUID.randomUUID();
    private Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private String producer = "fixture-service-" + PRODUCER;
    private long sequence = SEQUENCE.incrementAndGet();
    private String requester = UUID.randomUUID().toString();
    private String kind = "resident";
    private @Nullable String label;
    private @Nullable UUID subject = UUID.randomUUID();
    private String action = "proxy-lookup";
    private @Nullable String purpose = "entry";
    private String outcome = "granted";
    private @Nullable String previous;
    private @Nullable String proof;
    private String reason = "presence-not-proven";

    private static final UUID PRODUCER = UUID.randomUUID();

    private AccessFixture() {}

    public static AccessFixture aLook() {
        return new AccessFixture();
    }

    public AccessFixture id(UUID value) {
        id = value;
        return this;
    }

    public AccessFixture at(Instant value) {
        at = value;
        return this;
    }

    public AccessFixture numbered(String by, long value) {
        producer = by;
        sequence = value;
        return this;
    }

    public AccessFixture by(UUID resident) {
        requester = resident.toString();
        return this;
    }

    public AccessFixture byClient(String kindOfClient, String client, @Nullable String publicName) {
        kind = kindOfClient;
        requester = client;
        label = publicName;
        return this;
    }

    public AccessFixture about(@Nullable UUID value) {
        subject = value;
        return this;
    }

    public AccessFixture doing(String value) {
        action = value;
        return this;
    }

    public AccessFixture spending(String value) {
        proof = value;
        return this;
    }

    /** Behind this one, whose number is one less. */
    public AccessFixture behind(AccessFixture predecessor) {
        previous = RecordHash.wire(RecordHash.of(predecessor.payload()));
        return this;
    }

    public AccessFixture refused() {
        outcome = "refused";
        return this;
    }

    public AccessFixture bringing(String value) {
        proof = value;
        return this;
    }

    public AccessFixture because(String value) {
        reason = value;
        return refused();
    }

    public UUID id() {
        return id;
    }

    public Instant at() {
        return at;
    }

    public String key() {
        return requester;
    }

    public String payload() {
        Map<String, @Nullable Object> who = new LinkedHashMap<>();
        who.put("id", requester);
        who.put("kind", kind);
        who.put("label", label);
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("recordId", id);
        record.put("at", at);
        record.put("producer", producer);
        record.put("sequence", sequence);
        record.put("requester", who);
        record.put("subject", subject);
        record.put("action", action);
        record.put("purpose", purpose);
        record.put("venue", null);
        record.put("outcome", outcome);
        record.put("reason", outcome.equals("refused") ? reason : null);
        record.put("proof", proof);
        record.put("previous", previous);
        try {
            return JSON.writeValueAsString(record);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public Headers headers() {
        var type = outcome.equals("granted") ? "AccessGranted" : "AccessRefused";
        return headers(id, "org.vouch.access." + type + ".v1", at);
    }

    public static Headers headers(UUID id, String type, Instant at) {
        var headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_type",
                        type,
                        "ce_source",
                        "/fixture-service",
                        "ce_time",
                        at.toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    public ProducerRecord<String, String> record() {
        return new ProducerRecord<>("access.records", null, null, key(), payload(), headers());
    }
}
