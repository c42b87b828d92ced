package org.vouch.testresult.tubes.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.testresult.tubes.Barcode;
import org.vouch.testresult.tubes.Sample;
import org.vouch.testresult.tubes.Tube;
import org.vouch.testresult.tubes.Tubes;

/** A change holds the row lock of its tube, the one that a lab's report takes as well. */
@ApplicationScoped
class PanacheTubes implements PanacheRepositoryBase<TubeEntity, String>, Tubes {
    private static final String HOLD_PERSON = "select hold_person(?1)";

    @Override
    public Uni<Optional<Tube>> find(Barcode barcode) {
        return Panache.withSession(() -> findById(barcode.value()).chain(this::withMembers));
    }

    @Override
    public <T> Uni<T> locked(Barcode barcode, Function<Optional<Tube>, Uni<T>> work) {
        return Panache.withTransaction(() -> locked(barcode).chain(work::apply));
    }

    /** The person first and then the tube, as an erasure does: neither ever waits for the other in a circle. */
    @Override
    public <T> Uni<Optional<T>> locked(Barcode barcode, UUID person, Function<Optional<Tube>, Uni<T>> work) {
        return Panache.withTransaction(() -> Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD_PERSON, Boolean.class)
                        .setParameter(1, person)
                        .getSingleResult())
                .chain(erased -> erased
                        ? Uni.createFrom().item(Optional.<T>empty())
                        : locked(barcode).chain(work::apply).map(Optional::of)));
    }

    private Uni<Optional<Tube>> locked(Barcode barcode) {
        return findById(barcode.value(), LockModeType.PESSIMISTIC_WRITE).chain(this::withMembers);
    }

    @Override
    public Uni<Boolean> open(Tube tube) {
        return Panache.withTransaction(() -> findById(tube.barcode().value())
                        .chain(known -> known == null
                                ? persistAndFlush(new TubeEntity(tube)).replaceWith(true)
                                : Uni.createFrom().item(false)))
                .onFailure(ConstraintViolationException.class)
                .recoverWithItem(false);
    }

    @Override
    public Uni<Void> seal(Barcode barcode, Instant at) {
        return findById(barcode.value()).invoke(tube -> tube.seal(at)).replaceWithVoid();
    }

    @Override
    public Uni<Void> add(Sample sample, OutgoingEvent taken) {
        return Panache.getSession()
                .chain(session -> session.persistAll(new SampleEntity(sample), new OutboxEntity(taken)));
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
}
