package org.vouch.audit.client.platform;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/**
 * Work that goes on to its end whoever waits for it. A caller that hangs up cancels what was to answer it, and would
 * leave behind an effect without its record, or without the answer that the caller asks for again.
 */
public final class Unbroken {
    private Unbroken() {}

    /** As {@code work}, begun with the subscription, and not cancelled with it. */
    public static <T> Uni<T> of(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .emitter(answer ->
                        Uni.createFrom().deferred(() -> work.get()).subscribe().with(answer::complete, answer::fail));
    }
}
