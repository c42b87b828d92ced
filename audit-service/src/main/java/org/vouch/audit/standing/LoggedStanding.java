package org.vouch.audit.standing;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.detection.Timeline;
import org.vouch.audit.detection.Timeline.Change;

/**
 * What the log says is in force: the last entry about each suspension and each shield, and every change of thresholds that was
 * agreed to, in the order of the log. Not the tables from
 * which the entries were made, which whoever has the database can change.
 */
final class LoggedStanding {
    private final Map<UUID, Suspended> suspensions = new HashMap<>();
    private final Map<UUID, Shielded> shields = new HashMap<>();
    private final SortedMap<Integer, Change> thresholds = new TreeMap<>();

    /**
     * A suspension.
     *
     * @param requester the pseudonym, in hexadecimal
     * @param proxyOnly whether it takes proxy looks alone
     * @param until exclusive; open-ended where null
     */
    record Suspended(UUID id, String requester, boolean proxyOnly, @Nullable Instant until) {}

    record Shielded(UUID id, Instant until) {}

    /** Behind all that was taken before. One that says nothing of a standing, or nothing that can be read, changes nothing. */
    void take(JsonNode entry) {
        switch (entry.path("kind").asText()) {
            case "suspension" -> uuid(entry, "suspension").ifPresent(id -> suspension(id, entry));
            case "shield" -> uuid(entry, "shield").ifPresent(id -> shield(id, entry));
            case "thresholds" -> thresholds(entry);
            default -> {}
        }
    }

    private void suspension(UUID id, JsonNode entry) {
        if (entry.path("liftedBy").isTextual()) {
            suspensions.remove(id);
            return;
        }
        suspensions.put(
                id,
                new Suspended(
                        id,
                        entry.path("requester").asText(),
                        entry.path("scope").asText().equals("proxy"),
                        time(entry, "until")));
    }

    private void shield(UUID id, JsonNode entry) {
        var until = time(entry, "until");
        if (entry.path("endedBy").isTextual() || until == null) {
            shields.remove(id);
        } else {
            shields.put(id, new Shielded(id, until));
        }
    }

    /** Each has what was agreed before as well; one without a number is no more than proposed. */
    private void thresholds(JsonNode entry) {
        var from = time(entry, "from");
        var version = entry.path("version").asInt(0);
        if (version <= Timeline.AS_STARTED || from == null) {
            return;
        }
        var all = new TreeMap<String, Double>();
        thresholds.headMap(version).values().stream()
                .reduce((earlier, later) -> later)
                .ifPresent(before -> all.putAll(before.values()));
        for (var i = 0; i < entry.path("names").size(); i++) {
            all.put(
                    entry.path("names").get(i).asText(),
                    entry.path("values").path(i).asDouble());
        }
        try {
            thresholds.put(version, new Change(version, from, all));
        } catch (IllegalArgumentException noThreshold) {
            thresholds.remove(version);
        }
    }

    /** By number. */
    Map<Integer, Change> thresholds() {
        return Map.copyOf(thresholds);
    }

    /** Those in force now; what is over is forgotten. */
    List<Suspended> suspensions(Instant now) {
        suspensions.values().removeIf(one -> one.until() != null && !now.isBefore(one.until()));
        return List.copyOf(suspensions.values());
    }

    /** Likewise. */
    List<Shielded> shields(Instant now) {
        shields.values().removeIf(one -> !now.isBefore(one.until()));
        return List.copyOf(shields.values());
    }

    private static Optional<UUID> uuid(JsonNode entry, String field) {
        try {
            return Optional.of(UUID.fromString(entry.path(field).asText()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** As PostgreSQL writes times in JSON: RFC 3339 with an offset. */
    private static @Nullable Instant time(JsonNode entry, String field) {
        try {
            return entry.path(field).isTextual()
                    ? OffsetDateTime.parse(entry.path(field).asText()).toInstant()
                    : null;
        } catch (DateTimeParseException none) {
            return null;
        }
    }
}
