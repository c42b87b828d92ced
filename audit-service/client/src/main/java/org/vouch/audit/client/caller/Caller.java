package org.vouch.audit.client.caller;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as the verified token says.
 *
 * @param id the person's UUID for a resident, the client id otherwise
 * @param label the public name of a client (a gate, a lab), null for a resident
 * @param organisation the organisation that a client belongs to, null for a resident
 * @param signedInAt when a resident signed in, in whole seconds: a login that goes on keeps the time of its beginning; null where
 *     the token does not tell
 */
public record Caller(
        String id,
        CallerKind kind,
        @Nullable String label,
        @Nullable String organisation,
        @Nullable Instant signedInAt) {

    public Caller(String id, CallerKind kind, @Nullable String label, @Nullable String organisation) {
        this(id, kind, label, organisation, null);
    }

    /** As the claims of a verified token say (RFC 9068 section 2.2). */
    public static Caller of(JsonWebToken token, CallerKind kind) {
        Object signedInAt = token.getClaim("auth_time");
        return new Caller(
                token.getSubject(),
                kind,
                token.getClaim("label"),
                token.getClaim("org"),
                signedInAt instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null);
    }

    /** The resident's own pseudonym; refuses any other kind of caller. */
    public UUID person() {
        if (kind != CallerKind.RESIDENT) {
            throw new IllegalStateException("a " + kind.wire() + " is not a person");
        }
        return UUID.fromString(id);
    }

    /** A caller without a token, named by something that tells attempts apart and nothing about the person. */
    public static Caller anonymous(String handle) {
        return new Caller(handle, CallerKind.ANONYMOUS, null, null);
    }
}
