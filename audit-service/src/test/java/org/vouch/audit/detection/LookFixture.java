package org.vouch.audit.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.ManySubjectsRule.Limits;
import org.vouch.audit.pseudonym.Pseudonym;

/** Looks of one requester, and the rule with small limits. */
final class LookFixture {
    static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final String REQUESTER = "7f0c2b7e-52a3-4d54-9b7e-0a2f3c4d5e6f";

    private LookFixture() {}

    static Look look(int subject, Instant at) {
        return look(subject, at, UUID.randomUUID());
    }

    static Look look(int subject, Instant at, UUID record) {
        return new Look(record, at, REQUESTER, CallerKind.RESIDENT, null, pseudonym(subject), "proxy-lookup", false);
    }

    static Look by(CallerKind kind, String action) {
        return new Look(UUID.randomUUID(), START, "somebody", kind, null, pseudonym(1), action, false);
    }

    static Look refused(Look look) {
        return new Look(
                look.record(),
                look.at(),
                look.requester(),
                look.kind(),
                look.label(),
                look.subject(),
                look.action(),
                true);
    }

    static Pseudonym pseudonym(int number) {
        return new Pseudonym(String.format(java.util.Locale.ROOT, "%032x", number));
    }

    /** {@code count} subjects, one a second from the start. */
    static LooksInWindow looked(int count) {
        var looks = LooksInWindow.NONE;
        for (var i = 0; i < count; i++) {
            looks = looks.with(look(i, START.plusSeconds(i)), WINDOW);
        }
        return looks;
    }

    static ManySubjectsRule rule() {
        return new ManySubjectsRule(
                WINDOW,
                new Limits(OptionalInt.of(5), OptionalInt.of(60), OptionalInt.empty(), OptionalInt.empty()),
                Set.of("scan"));
    }
}
