package org.vouch.audit.log.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.log.Fact;

/**
 * A row of {@code log_pending}, into which whoever has the database can write whatever they like: read without believing any of
 * it, for a row at which the writer of the log fails would keep every later fact out of it.
 */
record WaitingRow(long position, UUID id, String kind, OffsetDateTime at, String open, String details) {
    /** Far more than any fact of this service has, and so little that its leaf fits into a bundle. */
    private static final int MOST_BYTES = 20_000;

    private static final OffsetDateTime EARLIEST = OffsetDateTime.parse("2020-01-01T00:00:00Z");
    private static final OffsetDateTime LATEST = OffsetDateTime.parse("2200-01-01T00:00:00Z");
    private static final JsonMapper JSON = new JsonMapper();

    static WaitingRow of(Row row) {
        return new WaitingRow(
                row.getLong("position"),
                row.getUUID("id"),
                row.getString("kind"),
                row.getOffsetDateTime("at"),
                row.getString("open"),
                row.getString("details"));
    }

    /** What it turned out to be. */
    sealed interface Reading {
        record Sound(WaitingRow row, Fact fact) implements Reading {}

        /** {@code why} holds words of ours only. */
        record NoFact(WaitingRow row, String why) implements Reading {}
    }

    Reading read() {
        var known = Arrays.stream(Fact.Kind.values())
                .filter(one -> one.wire().equals(kind) && one != Fact.Kind.ACCESS)
                .findFirst();
        if (known.isEmpty()) {
            return no("no kind of a fact that waits here");
        }
        if (open.getBytes(UTF_8).length > MOST_BYTES || details.getBytes(UTF_8).length > MOST_BYTES) {
            return no("too long");
        }
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            return no("no plausible time");
        }
        var shown = object(open);
        var hidden = object(details);
        if (shown.isEmpty() || hidden.isEmpty()) {
            return no("no JSON objects");
        }
        if (Fact.claimsWhatIsTheLeafs(shown.get())) {
            return no("it says what the leaf says");
        }
        return new Reading.Sound(this, new Fact(id, known.get(), at.toInstant(), null, shown.get(), hidden.get()));
    }

    Reading.NoFact no(String why) {
        return new Reading.NoFact(this, why);
    }

    private static Optional<ObjectNode> object(String text) {
        try {
            JsonNode read = JSON.readTree(text);
            return read instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "WaitingRow[" + position + "]";
    }
}
