package org.vouch.identity.token.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.token.RefreshFamilies;

@ApplicationScoped
class RefreshFamiliesInPostgres implements RefreshFamilies {
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String BEGIN = "insert into refresh_family (family, person, current_hash, profile, expires_at,"
            + " signed_in_at) values ($1, $2, $3, $4, $5, $6)";
    private static final String ROTATE = "update refresh_family set current_hash = $3"
            + " where family = $1 and current_hash = $2 and expires_at > $4 returning person, profile, expires_at,"
            + " signed_in_at";

    private final Pool pool;

    RefreshFamiliesInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from refresh_family where expires_at <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Boolean> begin(Family family, byte[] tokenHash) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(
                        family.family(),
                        family.person(),
                        Buffer.buffer(tokenHash),
                        family.profile(),
                        family.expiresAt().atOffset(ZoneOffset.UTC),
                        at(family.signedInAt())))
                .replaceWith(true)
                .onFailure(RefreshFamiliesInPostgres::saysThatThePersonIsGone)
                .recoverWithItem(false);
    }

    private static boolean saysThatThePersonIsGone(Throwable failure) {
        return failure instanceof PgException database && FOREIGN_KEY_VIOLATION.equals(database.getSqlState());
    }

    @Override
    public Uni<Optional<Family>> rotate(UUID family, byte[] presented, byte[] next, Instant now) {
        return pool.preparedQuery(ROTATE)
                .execute(Tuple.of(family, Buffer.buffer(presented), Buffer.buffer(next), now.atOffset(ZoneOffset.UTC)))
                .chain(rotated -> {
                    for (var row : rotated) {
                        return Uni.createFrom()
                                .item(Optional.of(new Family(
                                        family,
                                        row.getUUID("person"),
                                        row.getString("profile"),
                                        instant(row.getOffsetDateTime("signed_in_at")),
                                        row.getOffsetDateTime("expires_at").toInstant())));
                    }
                    return end(family).replaceWith(Optional.<Family>empty());
                });
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private Uni<Void> end(UUID family) {
        return pool.preparedQuery("delete from refresh_family where family = $1")
                .execute(Tuple.of(family))
                .replaceWithVoid();
    }
}
