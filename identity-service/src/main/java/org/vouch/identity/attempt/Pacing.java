package org.vouch.identity.attempt;

import com.google.crypto.tink.prf.PrfSet;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.vouch.audit.client.edge.Problem;
import org.vouch.identity.attempt.Paces.Pace;
import org.vouch.identity.attempt.Source.Counted;
import org.vouch.identity.attempt.Source.Kind;
import org.vouch.identity.platform.Keysets;
import org.vouch.identity.vault.VaultConfig;

/** Lets a source try no faster than its pace. Says nothing of any person: whoever fails too often waits, whomever they try. */
@ApplicationScoped
public class Pacing {
    private static final int BYTES = 32;

    private final Paces paces;
    private final PrfSet names;
    private final Map<Kind, Pace> pace;
    private final Clock clock;

    Pacing(Paces paces, VaultConfig keys, PaceConfig config, Clock clock) {
        this.paces = paces;
        this.names = Keysets.prf(keys.indexKeyset());
        this.pace = Map.of(
                Kind.RESIDENT, new Pace(config.residentFree(), config.residentEvery()),
                Kind.CHECKPOINT, new Pace(config.checkpointFree(), config.checkpointEvery()),
                Kind.CAMERA, new Pace(config.cameraFree(), config.cameraEvery()),
                Kind.OFFICER, new Pace(config.officerFree(), config.officerEvery()),
                Kind.ADDRESS, new Pace(config.addressFree(), config.addressEvery()));
        this.clock = clock;
    }

    /**
     * Makes an attempt, unless one of the source's counts is full: then 429, and nothing else happens. Counts as failed
     * what ends in an answer that is no match; what cannot even be tried costs nothing.
     */
    public <T> Uni<T> attempt(Source source, Supplier<Uni<T>> attempt, Predicate<T> matched) {
        var counted = source.counted();
        return begin(counted, 0).chain(() -> Uni.createFrom()
                .deferred(() -> attempt.get())
                .onFailure()
                .call(() -> giveBack(counted))
                .call(answer -> matched.test(answer)
                        ? giveBack(counted)
                        : Uni.createFrom().voidItem()));
    }

    /** What one attempt of this source counted as failed was none: for attempts whose end comes later. */
    public Uni<Void> giveBack(Source source) {
        return giveBack(source.counted());
    }

    private Uni<Void> begin(List<Counted> counted, int next) {
        if (next == counted.size()) {
            return Uni.createFrom().voidItem();
        }
        var one = counted.get(next);
        return paces.take(key(one), pace(one), clock.instant())
                .chain(wait -> wait.isEmpty()
                        ? begin(counted, next + 1)
                        : giveBack(counted.subList(0, next)).chain(() -> Uni.createFrom()
                                .failure(tooMany(one.kind(), wait.get()).asException())));
    }

    private Uni<Void> giveBack(List<Counted> counted) {
        return counted.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(counted.stream()
                                .map(one -> paces.giveBack(key(one), pace(one)))
                                .toList())
                        .andFailFast()
                        .replaceWithVoid();
    }

    private Pace pace(Counted one) {
        return Objects.requireNonNull(pace.get(one.kind()));
    }

    /** Under the primary key alone: after a rotation of the key everybody begins anew, once. */
    private byte[] key(Counted one) {
        try {
            return names.computePrimary(
                    ("attempt-pace " + one.kind() + " " + one.name()).getBytes(StandardCharsets.UTF_8), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an index key gives fewer than " + BYTES + " bytes");
        }
    }

    static Problem tooMany(Kind kind, Duration wait) {
        var tooMany = kind == Kind.OFFICER
                ? Problem.of(
                        429,
                        "too-many-requests",
                        "Too many cases of this officer came to nothing",
                        "Wait as long as Retry-After says. The case is as it was.")
                : Problem.of(
                        429,
                        "too-many-requests",
                        "Too many faces did not match from here",
                        "Wait as long as Retry-After says. The face session is not spent.");
        return tooMany.withRetryAfter(wait);
    }
}
