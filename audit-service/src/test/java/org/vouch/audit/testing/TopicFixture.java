package org.vouch.audit.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.access.RecordHash;

/** A topic of three partitions that nobody else has, dated by a broker whose clock a test drives. */
public final class TopicFixture {
    private static final int PARTITIONS = 3;

    private final int first = ThreadLocalRandom.current().nextInt(1_000, 1_000_000_000);
    private long offset;

    public ConsumerRecord<String, String> look(AccessFixture look, Instant logTime) {
        return record(0, look.key(), look.payload(), look.headers(), logTime);
    }

    /** Of one producer, on each partition. */
    public List<ConsumerRecord<String, String>> heartbeat(
            String producer, long last, @Nullable AccessFixture newest, Instant logTime) {
        return heartbeat(producer, last, newest, logTime, logTime, false);
    }

    /** The last one before an orderly stop. */
    public List<ConsumerRecord<String, String>> goodbye(String producer, Instant logTime) {
        return heartbeat(producer, 0, null, logTime, logTime, true);
    }

    public List<ConsumerRecord<String, String>> heartbeat(
            String producer, long last, @Nullable AccessFixture newest, Instant at, Instant logTime, boolean stopping) {
        var head = newest == null ? "null" : '"' + RecordHash.wire(RecordHash.of(newest.payload())) + '"';
        var payload = "{\"producer\":\"%s\",\"at\":\"%s\",\"last\":%d,\"head\":%s,\"stopping\":%s}"
                .formatted(producer, at, last, head, stopping);
        var headers = AccessFixture.headers(UUID.randomUUID(), "org.vouch.access.ProducerReported.v1", at);
        headers.add("partitions", Integer.toString(PARTITIONS).getBytes(StandardCharsets.US_ASCII));
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> record(partition, "*", payload, headers, logTime))
                .toList();
    }

    /** Part of an hour's acts. */
    public ConsumerRecord<String, String> acts(
            String producer, Instant hour, int part, int parts, long last, String... proofs) {
        var hashes = Arrays.stream(proofs)
                .map(proof -> '"' + RecordHash.ofProof(proof) + '"')
                .collect(Collectors.joining(","));
        var payload =
                "{\"producer\":\"%s\",\"hour\":\"%s\",\"part\":%d,\"parts\":%d,\"last\":%d,\"actions\":[\"proxy-lookup\"],\"proofs\":[%s]}"
                        .formatted(producer, hour, part, parts, last, hashes);
        return record(
                0,
                producer,
                payload,
                AccessFixture.headers(UUID.randomUUID(), "org.vouch.access.ActsReported.v1", hour),
                hour);
    }

    private ConsumerRecord<String, String> record(
            int partition, String key, String payload, Headers headers, Instant logTime) {
        return new ConsumerRecord<>(
                "access.records.of." + first,
                first + partition,
                offset++,
                logTime.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                key,
                payload,
                headers,
                Optional.empty());
    }
}
