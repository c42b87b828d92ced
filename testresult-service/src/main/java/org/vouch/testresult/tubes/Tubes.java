package org.vouch.testresult.tubes;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.vouch.audit.client.outbox.OutgoingEvent;

/** All tubes. */
public interface Tubes {
    /** As it is now; it may have changed when the answer arrives. */
    Uni<Optional<Tube>> find(Barcode barcode);

    /**
     * Runs {@code work} in one transaction that holds the tube against every other change, so that what it decides is
     * still true when it is committed.
     */
    <T> Uni<T> locked(Barcode barcode, Function<Optional<Tube>, Uni<T>> work);

    /**
     * The same, holding the person against erasure as well. Empty where the person was erased: then {@code work} is not
     * run, and nothing about them may be stored any more.
     */
    <T> Uni<Optional<T>> locked(Barcode barcode, UUID person, Function<Optional<Tube>, Uni<T>> work);

    /** Stores a new tube in a transaction of its own; false where the barcode is in use. */
    Uni<Boolean> open(Tube tube);

    /** Within {@link #locked}. */
    Uni<Void> seal(Barcode barcode, Instant at);

    /** Within {@link #locked}: the sample and its event, both or neither. */
    Uni<Void> add(Sample sample, OutgoingEvent taken);
}
