package org.vouch.audit.client.disclosure;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.vouch.audit.client.access.AccessRecorder;
import org.vouch.audit.client.access.AccessRecorder.Attempt;
import org.vouch.audit.client.access.UnsentRecords;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Unbroken;
import org.vouch.audit.client.revocation.Revocations;
import org.vouch.audit.client.suspension.Restraining;
import org.vouch.audit.client.suspension.Restraining.Refusal;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.client.suspension.Suspensions;

/**
 * The only way by which data about a person becomes an answer.
 *
 * <p>A person's own data need the person's own token and leave no record: a log of who looks at themselves would be
 * surveillance. Everything else is refused to a suspended requester before anything is looked up but whom it was about,
 * and its record, granted or refused, is committed before the answer leaves; without the record there is no answer. A
 * resident is kept from whoever is shielded, and whoever is throttled looks once in a while. While records have not left the
 * service for five minutes nobody looks at anybody.
 */
@ApplicationScoped
public class DisclosureGate {
    private static final Set<String> OF_A_SHOWN_PASS = Set.of("scan", "sample");

    private final Suspensions suspensions;
    private final Shields shields;
    private final Restraining restraining;
    private final Revocations revocations;
    private final AccessRecorder records;
    private final UnsentRecords unsent;

    DisclosureGate(
            Suspensions suspensions,
            Shields shields,
            Restraining restraining,
            Revocations revocations,
            AccessRecorder records,
            UnsentRecords unsent) {
        this.suspensions = suspensions;
        this.shields = shields;
        this.restraining = restraining;
        this.revocations = revocations;
        this.records = records;
        this.unsent = unsent;
    }

    /** The caller's own data: {@code reading} gets the caller's pseudonym, so that it cannot read another's. */
    public <T> Uni<Disclosed<T>> own(Caller caller, Function<UUID, Uni<T>> reading) {
        if (caller.kind() != CallerKind.RESIDENT) {
            return Uni.createFrom().failure(Problems.forbidden().asException());
        }
        return reading.apply(caller.person()).map(Disclosed::new);
    }

    /**
     * A look at somebody else. Where a shield keeps the caller from whom it turned out to be, what was found is dropped and
     * the answer is that of every presence that is not proven.
     *
     * @param about whom a suspended requester wanted to look at, so that this person sees it too; asked for nobody else
     */
    public <T> Uni<Disclosed<T>> other(
            Caller caller, String action, Supplier<Uni<Circumstances>> about, Supplier<Uni<LookDecision<T>>> looking) {
        return Unbroken.of(() -> watched(action)
                .chain(() -> permitted(caller, action, about))
                .chain(() -> atTheirPace(caller, action, about))
                .chain(() -> looking.get())
                .chain(decision -> recorded(caller, action, shielded(caller, decision))));
    }

    /**
     * A look that its subject opened by a delegation and can close: a shield leaves it open, and a throttle, for they are
     * against strangers, and both have shown their faces.
     *
     * @param about as for {@link #other}
     */
    public <T> Uni<Disclosed<T>> delegated(
            Caller caller, String action, Supplier<Uni<Circumstances>> about, Supplier<Uni<LookDecision<T>>> looking) {
        return Unbroken.of(() -> watched(action)
                .chain(() -> permitted(caller, action, about))
                .chain(() -> looking.get())
                .chain(decision -> recorded(caller, action, decision)));
    }

    /**
     * The end that a person puts to something between themselves and somebody else: recorded whatever comes of it, and open
     * to a suspended caller, for it takes a right away and its answer tells nothing.
     */
    public <T> Uni<Disclosed<T>> ending(Caller caller, String action, Supplier<Uni<LookDecision<T>>> ending) {
        return Unbroken.of(() -> ending.get().chain(decision -> recorded(caller, action, decision)));
    }

    /**
     * Refuses a suspended requester, and one who has to sign in again, with a record, and does nothing else. For calls about somebody else that do not
     * themselves end in a look, the first step of a presence check for instance.
     */
    public Uni<Void> permitted(Caller caller, String action) {
        return permitted(caller, action, () -> Uni.createFrom().item(Circumstances.UNKNOWN));
    }

    /** What nobody would see for long is not looked at; gates and sampling sites, who are shown a pass, go on. */
    private Uni<Void> watched(String action) {
        return unsent.waitTooLong() && !OF_A_SHOWN_PASS.contains(action)
                ? Uni.createFrom().failure(Problems.overloaded().asException())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> permitted(Caller caller, String action, Supplier<Uni<Circumstances>> about) {
        if (!suspensions.known() || !revocations.known()) {
            return Uni.createFrom().failure(Problems.overloaded().asException());
        }
        if (suspensions.suspended(caller.id(), action)) {
            return refuse(caller, action, about, new Refusal(Problems.requesterSuspended(), "requester-suspended"));
        }
        return restraining
                .signIn(caller)
                .map(missing -> refuse(caller, action, about, missing))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> atTheirPace(Caller caller, String action, Supplier<Uni<Circumstances>> about) {
        return restraining.look(caller).chain(tooSoon -> tooSoon.map(refusal -> refuse(caller, action, about, refusal))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> refuse(Caller caller, String action, Supplier<Uni<Circumstances>> about, Refusal refusal) {
        return about.get().chain(asked -> refuse(caller, action, asked, refusal.problem(), refusal.reason()));
    }

    /**
     * Data that the person's face, shown in this flow, opens: enrolment and login. Success is the person's own act and
     * leaves no record; a refusal does, so that the person sees who tried.
     */
    public <T> Uni<Disclosed<T>> byFace(Caller anonymous, String action, Supplier<Uni<LookDecision<T>>> proving) {
        return Unbroken.of(() -> proving.get()
                .chain(decision -> decision instanceof LookDecision.Granted<T> granted
                        ? Uni.createFrom().item(new Disclosed<>(granted.answer()))
                        : recorded(anonymous, action, decision)));
    }

    private <T> LookDecision<T> shielded(Caller caller, LookDecision<T> decision) {
        return !(decision instanceof LookDecision.Refused<T>)
                        && shields.closedTo(caller, decision.circumstances().subject())
                ? LookDecision.refused(decision.circumstances(), Problems.presenceNotProven(), Shields.REASON)
                : decision;
    }

    private <T> Uni<Disclosed<T>> recorded(Caller caller, String action, LookDecision<T> decision) {
        if (decision instanceof LookDecision.Refused<T> refused) {
            return refuse(caller, action, refused.circumstances(), refused.problem(), refused.reason());
        }
        if (decision instanceof LookDecision.Withheld<T> withheld) {
            return records.record(Attempt.refused(caller, action, withheld.circumstances(), withheld.reason()))
                    .replaceWith(() -> new Disclosed<>(withheld.answer()));
        }
        var granted = (LookDecision.Granted<T>) decision;
        return records.record(Attempt.granted(caller, action, granted.circumstances()))
                .replaceWith(() -> new Disclosed<>(granted.answer()));
    }

    private <T> Uni<T> refuse(
            Caller caller, String action, Circumstances circumstances, Problem problem, String reason) {
        return records.record(Attempt.refused(caller, action, circumstances, reason))
                .chain(() -> Uni.createFrom().failure(problem.asException()));
    }
}
