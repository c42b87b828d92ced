package org.vouch.audit.entries;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.vouch.audit.client.access.RecordHash;
import org.vouch.audit.entries.AccessEntry.Link;
import org.vouch.audit.entries.AccessEntry.Numbered;
import org.vouch.audit.producers.HearingProducers;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.records.ReadingRecords;
import org.vouch.audit.records.ReadingRecords.Reading;
import org.vouch.audit.records.ReceivedAccess;
import org.vouch.audit.records.ReceivedAccess.Outcome;

/**
 * Takes records of the topic into the entries, each once however often it comes. What cannot be read is set aside in
 * the same transaction and holds up nothing.
 */
@ApplicationScoped
public class TakingIn {
    private final ReadingRecords reading;
    private final Pseudonyms pseudonyms;
    private final Entries entries;
    private final HearingProducers hearing;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Timer delay;

    TakingIn(
            ReadingRecords reading,
            Pseudonyms pseudonyms,
            Entries entries,
            HearingProducers hearing,
            Clock clock,
            MeterRegistry meters) {
        this.reading = reading;
        this.pseudonyms = pseudonyms;
        this.entries = entries;
        this.hearing = hearing;
        this.clock = clock;
        this.meters = meters;
        this.delay = Timer.builder("vouch.audit.entry.delay")
                .description("From the record's time to its entry's commit")
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(meters);
    }

    public Uni<Void> takeIn(Iterable<ConsumerRecord<String, String>> records) {
        var readable = new LinkedHashMap<UUID, Numbered>();
        var unreadable = new ArrayList<SetAside>();
        var ends = new LinkedHashMap<TopicPartition, Long>();
        var heard = hearing.batch();
        for (var record : records) {
            ends.merge(new TopicPartition(record.topic(), record.partition()), record.offset() + 1, Math::max);
            var read = reading.read(record);
            if (read instanceof Reading.Access found) {
                var access = found.access();
                readable.putIfAbsent(access.recordId(), numbered(access, record.value()));
                heard.add(access, logTime(record));
            } else if (read instanceof Reading.Heartbeat found) {
                heard.add(found, record.partition(), logTime(record));
            } else if (read instanceof Reading.Acts found) {
                heard.add(found.acts());
            } else if (read instanceof Reading.Unreadable no) {
                unreadable.add(setAside(record, no));
            }
        }
        return entries.add(List.copyOf(readable.values()), unreadable, positions(ends), clock.instant())
                .invoke(this::count)
                .chain(heard::take);
    }

    /** The broker's where it dates events; else when it came in here, which is later. */
    private Instant logTime(ConsumerRecord<String, String> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME
                ? Instant.ofEpochMilli(record.timestamp())
                : clock.instant();
    }

    private static List<Position> positions(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .map(end -> new Position(end.getKey().topic(), end.getKey().partition(), end.getValue()))
                .toList();
    }

    private Numbered numbered(ReceivedAccess access, String payload) {
        var requester = access.requester();
        var subject = access.subject();
        var entry = new AccessEntry(
                access.recordId(),
                access.at(),
                subject == null ? null : pseudonyms.ofSubject(subject),
                pseudonyms.ofRequester(requester.id()),
                requester.kind(),
                AccessEntry.isClient(access) ? requester.label() : null,
                access.action(),
                access.purpose(),
                access.outcome());
        return new Numbered(
                entry,
                access.producer(),
                access.sequence(),
                link(access, payload),
                AccessEntry.isClient(access) ? requester.id() : null,
                pseudonyms.masked(requester.id(), access.recordId()));
    }

    /** A pass, which is shown and not spent. */
    private static boolean isShown(ReceivedAccess access) {
        return access.action().equals("scan");
    }

    private static Link link(ReceivedAccess access, String payload) {
        var previous = access.previous();
        var proof = isShown(access) ? null : access.proof();
        return new Link(
                RecordHash.of(payload),
                previous == null ? null : HexFormat.of().parseHex(previous),
                proof == null || access.outcome() != Outcome.GRANTED
                        ? null
                        : HexFormat.of().parseHex(RecordHash.ofProof(proof)));
    }

    private void count(Entries.Added added) {
        var now = clock.instant();
        var alike = new HashMap<List<String>, Integer>();
        for (var entry : added.entries()) {
            alike.merge(List.of(entry.kind().wire(), entry.outcome().wire()), 1, Integer::sum);
            var took = Duration.between(entry.at(), now);
            delay.record(took.isNegative() ? Duration.ZERO : took);
        }
        alike.forEach((of, many) -> meters.counter("vouch.audit.entries", "kind", of.get(0), "outcome", of.get(1))
                .increment(many));
        meters.counter("vouch.audit.records.set.aside").increment(added.setAside());
        meters.counter("vouch.audit.records.renumbered").increment(added.renumbered());
    }

    private static SetAside setAside(ConsumerRecord<String, String> record, Reading.Unreadable read) {
        var bytes = record.value() == null ? new byte[0] : record.value().getBytes(StandardCharsets.UTF_8);
        return new SetAside(
                record.topic(),
                record.partition(),
                record.offset(),
                read.why(),
                bytes.length,
                sha256(bytes),
                read.number());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
