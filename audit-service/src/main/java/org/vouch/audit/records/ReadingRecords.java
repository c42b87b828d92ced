package org.vouch.audit.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.HexText;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.client.outbox.OutgoingEvent;

/**
 * Reads one record of the topic and never throws: what cannot be read is told apart, so that it can be set aside
 * without stopping what comes behind it. The same reading serves the entries and the rules.
 */
@ApplicationScoped
public class ReadingRecords {
    private static final String GRANTED = "org.vouch.access.AccessGranted.v1";
    private static final String REFUSED = "org.vouch.access.AccessRefused.v1";
    private static final String REPORTED = "org.vouch.access.ProducerReported.v1";
    private static final String ACTS = "org.vouch.access.ActsReported.v1";
    private static final int PROOF_DIGITS = 32;
    private static final int MOST_PARTS = 100_000;
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,4}");
    private static final int HASH_DIGITS = 64;
    private static final int LONGEST_TEXT = 200;
    private static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final ObjectMapper json;
    private final ObjectReader reader;
    private final ObjectReader heartbeats;
    private final ObjectReader actsOfAnHour;

    public ReadingRecords(ObjectMapper json) {
        this.json = json;
        this.reader = json.readerFor(ReceivedAccess.class);
        this.heartbeats = json.readerFor(ReceivedHeartbeat.class);
        this.actsOfAnHour = json.readerFor(ReceivedActs.class);
    }

    /** What a record of the topic turned out to be. */
    public sealed interface Reading {
        record Access(ReceivedAccess access) implements Reading {}

        /** On one of so many partitions: it counts once it has come on each. */
        record Heartbeat(ReceivedHeartbeat heartbeat, int partitions) implements Reading {}

        /** Part of what a service's own tables say of an hour. */
        record Acts(ReceivedActs acts) implements Reading {}

        /** A fact of a kind that is not read here. */
        record Other() implements Reading {}

        /**
         * {@code why} holds words of ours only; the number is null where not even that can be read. It tells that the
         * record came, not that it is true.
         */
        record Unreadable(String why, @Nullable ProducerNumber number) implements Reading {}
    }

    /** As {@link #read(ConsumerRecord)}, for a stream's record. */
    public Reading read(@Nullable String key, @Nullable String value, Headers headers) {
        return read(new ConsumerRecord<>(
                "", 0, 0, 0, TimestampType.NO_TIMESTAMP_TYPE, 0, 0, key, value, headers, Optional.empty()));
    }

    public Reading read(ConsumerRecord<String, String> record) {
        var event = ReceivedEvent.from(record).orElse(null);
        if (event == null) {
            return new Reading.Unreadable("no event headers, key or payload", null);
        }
        if (event.type().equals(REPORTED)) {
            return heartbeat(event, record.headers().lastHeader(OutgoingEvent.PARTITIONS));
        }
        if (event.type().equals(ACTS)) {
            return acts(event);
        }
        if (!event.type().equals(GRANTED) && !event.type().equals(REFUSED)) {
            return new Reading.Other();
        }
        try {
            ReceivedAccess access = reader.readValue(event.payload());
            var flaw = flawOf(access, event);
            return flaw == null ? new Reading.Access(access) : new Reading.Unreadable(flaw, number(event.payload()));
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable("not the expected JSON", number(event.payload()));
        }
    }

    private Reading heartbeat(ReceivedEvent event, @Nullable Header partitions) {
        try {
            ReceivedHeartbeat heartbeat = heartbeats.readValue(event.payload());
            var count = count(partitions);
            return isSound(heartbeat) && count > 0
                    ? new Reading.Heartbeat(heartbeat, count)
                    : new Reading.Unreadable("not a sound heartbeat", null);
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable("not the expected JSON", null);
        }
    }

    private Reading acts(ReceivedEvent event) {
        try {
            ReceivedActs acts = actsOfAnHour.readValue(event.payload());
            return isSound(acts) ? new Reading.Acts(acts) : new Reading.Unreadable("not a sound report", null);
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable("not the expected JSON", null);
        }
    }

    // As below.
    @SuppressWarnings({"ConstantValue", "NullAway"})
    private static boolean isSound(@Nullable ReceivedActs acts) {
        return acts != null
                && acts.producer() != null
                && !acts.producer().isEmpty()
                && sound(acts.producer())
                && acts.hour() != null
                && isPlausible(acts.hour())
                && acts.hour().truncatedTo(ChronoUnit.HOURS).equals(acts.hour())
                && acts.parts() >= 1
                && acts.parts() <= MOST_PARTS
                && acts.part() >= 0
                && acts.part() < acts.parts()
                && acts.last() >= 0
                && acts.actions() != null
                && acts.actions().stream().allMatch(action -> action != null && sound(action))
                && acts.proofs() != null
                && acts.proofs().stream().allMatch(proof -> proof != null && HexText.isOne(proof, PROOF_DIGITS));
    }

    /** 0 where it is not told. */
    private static int count(@Nullable Header partitions) {
        if (partitions == null || partitions.value() == null) {
            return 0;
        }
        var text = new String(partitions.value(), StandardCharsets.US_ASCII);
        return COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }

    // As below.
    @SuppressWarnings({"ConstantValue", "NullAway"})
    private static boolean isSound(@Nullable ReceivedHeartbeat heartbeat) {
        return heartbeat != null
                && heartbeat.producer() != null
                && !heartbeat.producer().isEmpty()
                && sound(heartbeat.producer())
                && heartbeat.at() != null
                && isPlausible(heartbeat.at())
                && heartbeat.last() >= 0
                && isHash(heartbeat.head());
    }

    private static boolean isPlausible(Instant at) {
        return !at.isBefore(EARLIEST) && !at.isAfter(LATEST);
    }

    private static boolean isHash(@Nullable String text) {
        return text == null || HexText.isOne(text, HASH_DIGITS);
    }

    private @Nullable ProducerNumber number(String payload) {
        try {
            var tree = json.readTree(payload);
            var producer = tree.path("producer");
            var sequence = tree.path("sequence");
            return producer.isTextual()
                            && sound(producer.textValue())
                            && sequence.canConvertToLong()
                            && sequence.isIntegralNumber()
                            && sequence.longValue() >= 1
                    ? new ProducerNumber(producer.textValue(), sequence.longValue())
                    : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static @Nullable String flawOf(@Nullable ReceivedAccess access, ReceivedEvent event) {
        if (access == null || missing(access)) {
            return "a field is missing";
        }
        if (!access.requester().id().equals(event.key())) {
            return "the key is not the requester";
        }
        if (!event.type().equals(access.outcome() == ReceivedAccess.Outcome.GRANTED ? GRANTED : REFUSED)) {
            return "type and outcome differ";
        }
        if (access.sequence() < 1) {
            return "the sequence starts at 1";
        }
        if (!isPlausible(access.at())) {
            return "no plausible time";
        }
        if (!isHash(access.previous())) {
            return "the predecessor's hash is none";
        }
        return texts(access).allMatch(ReadingRecords::sound) ? null : "a text is too long or not a text";
    }

    // The constructor takes what JSON gives it: a missing field is null whatever its type says.
    @SuppressWarnings({"ConstantValue", "NullAway"})
    private static boolean missing(ReceivedAccess access) {
        return access.recordId() == null
                || access.at() == null
                || access.producer() == null
                || access.requester() == null
                || access.requester().id() == null
                || access.requester().kind() == null
                || access.action() == null
                || access.outcome() == null;
    }

    private static Stream<@Nullable String> texts(ReceivedAccess access) {
        return Stream.of(
                access.producer(),
                access.requester().id(),
                access.requester().label(),
                access.action(),
                access.purpose(),
                access.venue(),
                access.reason(),
                access.proof());
    }

    /** PostgreSQL takes no NUL in a text. */
    private static boolean sound(@Nullable String text) {
        return text == null || (text.length() <= LONGEST_TEXT && text.indexOf('\0') < 0);
    }
}
