package org.vouch.audit.client.suspension;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;

/** What keeps a caller from looking at somebody just now, short of a suspension. */
@ApplicationScoped
public class Restraining {
    private final Restraints restraints;
    private final ThrottledLooks looks;
    private final Clock clock;

    Restraining(Restraints restraints, ThrottledLooks looks, Clock clock) {
        this.restraints = restraints;
        this.looks = looks;
        this.clock = clock;
    }

    /** Why there is no look now; {@code reason} is for the access record. */
    public record Refusal(Problem problem, String reason) {}

    /** A sign-in that is asked for and has not been (RFC 9470). */
    public Optional<Refusal> signIn(Caller caller) {
        return restraints
                .signInMissing(caller)
                .map(since -> new Refusal(
                        Problems.signInAgain(Duration.between(since, clock.instant())), "sign-in-demanded"));
    }

    /** Empty where the caller may look; a look of somebody who is throttled is counted with it. */
    public Uni<Optional<Refusal>> look(Caller caller) {
        return restraints.throttled(caller)
                ? looks.take(caller.id())
                        .map(wait ->
                                wait.map(time -> new Refusal(Problems.looksThrottled(time), "requester-throttled")))
                : Uni.createFrom().item(Optional.empty());
    }
}
