package org.vouch.audit.detection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.LooksInWindow.Told;

/**
 * A rule saw something: the payload of AlertRaised on {@code audit.alerts}, which nobody but this service reads. Holds
 * counts and record ids; no subject, not even by pseudonym.
 *
 * @param distinctSubjects how many people within the window
 * @param refused how many of them were refused the last time
 * @param limit what the rule allows
 * @param windowStart where the window began when the limit was first crossed
 * @param records the newest access records, at most {@value #MOST_RECORDS}, newest first, one a subject
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Alert(
        UUID id,
        String rule,
        int ruleVersion,
        Requester requester,
        int distinctSubjects,
        int refused,
        int limit,
        Duration window,
        Instant windowStart,
        Instant firstAt,
        Instant lastAt,
        List<UUID> records) {
    public static final String TOPIC = "audit.alerts";
    public static final String EVENT_TYPE = "org.vouch.audit.AlertRaised.v1";
    public static final int MOST_RECORDS = 20;

    /** Whom the alert is about. */
    public record Requester(String id, CallerKind kind, @Nullable String label) {
        @Override
        public String toString() {
            return "Requester[" + kind + "]";
        }
    }

    public Alert {
        records = List.copyOf(records);
    }

    static Alert manySubjects(LooksInWindow looks, Look last, int limit, Told told, Duration window) {
        var subjects = looks.subjects();
        var newestFirst = new ArrayList<>(subjects);
        Collections.reverse(newestFirst);
        return new Alert(
                idOf(ManySubjectsRule.ID, ManySubjectsRule.VERSION, last.requester(), told),
                ManySubjectsRule.ID,
                ManySubjectsRule.VERSION,
                new Requester(last.requester(), last.kind(), last.label()),
                subjects.size(),
                looks.refused(),
                limit,
                window,
                told.windowStart(),
                subjects.get(0).last(),
                looks.newest(),
                newestFirst.stream()
                        .limit(MOST_RECORDS)
                        .map(LooksInWindow.Subject::record)
                        .toList());
    }

    /** The same crossing has the same id however often the log is read again: a name-based UUID (version 8, SHA-256). */
    static UUID idOf(String rule, int version, String requester, Told told) {
        var name = rule + '\0' + version + '\0' + requester + '\0' + told.windowStart() + '\0' + told.level();
        try {
            var hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            var high = (hash.getLong() & ~0xF000L) | 0x8000L;
            var low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "Alert[" + rule + " " + id + "]";
    }
}
