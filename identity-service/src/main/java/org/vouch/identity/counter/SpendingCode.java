package org.vouch.identity.counter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.identity.counter.Confirmations.Confirmation;
import org.vouch.identity.facesession.Purpose;

/** Takes what two officers have confirmed, once. */
@ApplicationScoped
public class SpendingCode {
    private static final Logger LOG = Logger.getLogger(SpendingCode.class);

    private final Confirmations confirmations;
    private final CounterHashes hashes;
    private final OfficersInOffice officers;
    private final Clock clock;

    SpendingCode(Confirmations confirmations, CounterHashes hashes, OfficersInOffice officers, Clock clock) {
        this.confirmations = confirmations;
        this.hashes = hashes;
        this.officers = officers;
        this.clock = clock;
    }

    /**
     * Spends the code on {@code work}, whose answer is final, whatever it is; where it fails instead, the code is as it was.
     *
     * @param without the answer where the code is unknown, ended, spent, for another purpose, or of an officer who is one no
     *     more
     */
    public <T> Uni<T> spend(
            String typed, Purpose purpose, Function<Confirmation, Uni<T>> work, Supplier<Uni<T>> without) {
        var code = CounterCode.read(typed).orElse(null);
        if (code == null) {
            return without.get();
        }
        return confirmations.spend(hashes.code(code), purpose, clock.instant()).chain(spent -> spent.filter(
                        this::isGood)
                .map(confirmed -> tried(confirmed, work))
                .orElseGet(without));
    }

    private boolean isGood(Confirmation confirmed) {
        return officers.has(confirmed.firstOfficer()) && officers.has(confirmed.secondOfficer());
    }

    private <T> Uni<T> tried(Confirmation confirmed, Function<Confirmation, Uni<T>> work) {
        return Uni.createFrom()
                .deferred(() -> work.apply(confirmed))
                .onFailure()
                .call(() -> giveBack(confirmed));
    }

    /** Never fails: what the caller is told is why the work failed. */
    private Uni<Void> giveBack(Confirmation confirmed) {
        return confirmations.giveBack(confirmed).onFailure().recoverWithItem(failure -> {
            LOG.warnf("a code of the counter could not be given back: %s", Causes.withoutMessages(failure));
            return null;
        });
    }
}
