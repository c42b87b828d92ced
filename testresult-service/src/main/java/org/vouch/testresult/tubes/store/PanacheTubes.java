package org.vouch.testresult.tubes.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.testresult.tubes.Barcode;
import org.vouch.testresult.tubes.Sample;
import org.vouch.testresult.tubes.Tube;
import org.vouch.testresult.tubes.Tubes;

/** A change holds the row lock of its tube, the one that a lab's report takes as well. */
@ApplicationScoped
class PanacheTubes implements PanacheRepositoryBase<TubeEntity, String>, Tubes {
    private static final String UNIQUE_VIOLATION = "23505";
    /** Hibernate marks parameters with a question mark. */
    private static final String APPEND_TO_OUTBOX = Outbox.INSERT.replace('$', '?');

    @Override
    public Uni<Optional<Tube>> find(Barcode barcode) {
        return Panache.withSession(() -> findById(barcode.value()).chain(this::withMembers));
    }

    @Override
    public <T> Uni<T> locked(Barcode barcode, Function<Optional<Tube>, Uni<T>> work) {
        return Panache.withTransaction(() -> findById(barcode.value(), LockModeType.PESSIMISTIC_WRITE)
                .chain(this::withMembers)
                .chain(work::apply));
    }

    @Override
    public Uni<Boolean> open(Tube tube) {
        return Panache.withTransaction(() -> persistAndFlush(new TubeEntity(tube)))
                .replaceWith(true)
                .onFailure(PanacheTubes::isUniqueViolation)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> seal(Barcode barcode, Instant at) {
        return update("sealedAt = ?1 where barcode = ?2", at, barcode.value()).replaceWithVoid();
    }

    @Override
    public Uni<Void> add(Sample sample, OutgoingEvent taken) {
        return Panache.getSession()
                .chain(session -> session.persist(new SampleEntity(sample))
                        .chain(session::flush)
                        .chain(() -> session.createNativeQuery(APPEND_TO_OUTBOX)
                                .setParameter(1, taken.id())
                                .setParameter(2, taken.topic())
                                .setParameter(3, taken.key())
                                .setParameter(4, taken.type())
                                .setParameter(5, taken.payload())
                                .setParameter(6, taken.occurredAt())
                                .executeUpdate()))
                .replaceWithVoid();
    }

    private Uni<Optional<Tube>> withMembers(@Nullable TubeEntity found) {
        if (found == null) {
            return Uni.createFrom().item(Optional.empty());
        }
        return Panache.getSession()
                .chain(session -> session.createSelectionQuery(
                                "select person from SampleEntity where tube = ?1", UUID.class)
                        .setParameter(1, found.barcode)
                        .getResultList())
                .map((List<@Nullable UUID> members) -> Optional.of(found.toTube(members)));
    }

    private static boolean isUniqueViolation(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState())) {
                return true;
            }
        }
        return false;
    }
}
