package org.vouch.identity.counter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.edge.Problem;
import org.vouch.identity.attempt.Attempts;
import org.vouch.identity.attempt.Pacing;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.counter.Confirmations.Confirmation;
import org.vouch.identity.counter.CounterCases.CounterCase;
import org.vouch.identity.counter.CounterCases.Taken;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.enrolment.EnrollingWithoutFace;
import org.vouch.identity.presence.ProvingPerson;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.vault.Vault;
import org.vouch.identity.vault.VaultEntry;

/**
 * The second officer reads the document again and says what for: only where it is what the first one read and said is anything
 * done, so that nobody approves what they did not mean. A case is ended by an answer, good or bad. Who wants to sign in or to prove a presence gets a code in any case: whether it is good for anything
 * is told to who uses it, and not to the officers, so that two of them cannot ask for people by their numbers.
 */
@ApplicationScoped
public class ApprovingCase {
    private static final Logger LOG = Logger.getLogger(ApprovingCase.class);

    private final CounterCases cases;
    private final Confirmations confirmations;
    private final CounterHashes hashes;
    private final OfficersInOffice officers;
    private final EnrollingWithoutFace enrolling;
    private final ProvingPerson proving;
    private final Vault vault;
    private final Attempts attempts;
    private final Pacing pacing;
    private final CounterConfig config;
    private final Clock clock;
    private final SecureRandom random;

    ApprovingCase(
            CounterCases cases,
            Confirmations confirmations,
            CounterHashes hashes,
            OfficersInOffice officers,
            EnrollingWithoutFace enrolling,
            ProvingPerson proving,
            Vault vault,
            Attempts attempts,
            Pacing pacing,
            CounterConfig config,
            Clock clock,
            SecureRandom random) {
        this.cases = cases;
        this.confirmations = confirmations;
        this.hashes = hashes;
        this.officers = officers;
        this.enrolling = enrolling;
        this.proving = proving;
        this.vault = vault;
        this.attempts = attempts;
        this.pacing = pacing;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** What the second officer is told. */
    public sealed interface Approved {
        record Enrolled(MaskedName name) implements Approved {}

        /** The half is for the person. */
        record Coded(CodeHalf secondHalf, Instant expiresAt) implements Approved {}
    }

    /** What the second officer reads, and says that it is for. */
    public record Presented(UUID counterCase, Errand.Said said, Document document, PersonName name) {
        @Override
        public String toString() {
            return "Presented";
        }
    }

    public Uni<LookDecision<Approved>> approve(String officer, Presented presented) {
        return cases.take(presented.counterCase(), officer, clock.instant()).chain(taken -> {
            if (taken instanceof Taken.Case one
                    && officers.has(one.counterCase().firstOfficer())) {
                return tried(officer, one.counterCase(), presented);
            }
            return taken instanceof Taken.Own
                    ? refused(presented, selfApproval(), "self-approval")
                    : refused(presented, unknown(), "counter-case-unknown");
        });
    }

    /** Whom the document is about, looked up and not proven. */
    public Uni<Circumstances> about(Presented presented) {
        return proving.claimed(presented.document()).map(subject -> new Circumstances(subject, null, null, null));
    }

    private Uni<LookDecision<Approved>> tried(String officer, CounterCase counterCase, Presented presented) {
        return Uni.createFrom()
                .deferred(() -> pacing.attempt(
                        Source.officer(officer),
                        () -> withEntry(presented, entry -> decided(officer, counterCase, presented, entry)),
                        decision -> counterCase.errand() instanceof Errand.Enrolment && isGranted(decision)))
                .onFailure()
                .call(() -> putBack(counterCase));
    }

    private <T> Uni<T> withEntry(Presented presented, Function<VaultEntry, Uni<T>> use) {
        return vault.open(presented.document())
                .chain(entry ->
                        Uni.createFrom().deferred(() -> use.apply(entry)).eventually(entry::close));
    }

    private Uni<LookDecision<Approved>> decided(
            String officer, CounterCase counterCase, Presented presented, VaultEntry entry) {
        var errand = counterCase.errand();
        var claim = hashes.claim(counterCase.id(), entry.primaryIndex(), presented.name());
        var same = MessageDigest.isEqual(claim, counterCase.claim())
                && errand.said().equals(presented.said());
        var outcome = CounterPolicy.decide(entry, presented.name(), same);
        if (!same) {
            return attempts.begin(entry.primaryIndex(), clock.instant())
                    .replaceWith(() -> LookDecision.refused(
                            errand.about(entry.subject()), differs(), ((Outcome.NotProven) outcome).reason()));
        }
        return errand instanceof Errand.Enrolment enrolment
                ? enrolled(counterCase, enrolment, presented, entry)
                : coded(officer, counterCase).map(code -> recorded(errand, outcome, code));
    }

    private Uni<LookDecision<Approved>> enrolled(
            CounterCase counterCase, Errand.Enrolment errand, Presented presented, VaultEntry entry) {
        return enrolling
                .enrol(presented.document(), presented.name(), errand.consent(), entry)
                .call(decision -> isGranted(decision)
                        ? pacing.giveBack(Source.officer(counterCase.firstOfficer()))
                        : Uni.createFrom().voidItem())
                .map(decision -> decision.<Approved>map(Approved.Enrolled::new)
                        .about(errand.about(decision.circumstances().subject())));
    }

    private Uni<Approved> coded(String officer, CounterCase counterCase) {
        var second = CodeHalf.random(random);
        var life = counterCase.errand() instanceof Errand.Login ? config.loginLife() : config.presenceLife();
        var end = clock.instant().plus(life).truncatedTo(ChronoUnit.MILLIS);
        var firstHalf = Objects.requireNonNull(counterCase.firstHalf());
        return confirmations
                .keep(new Confirmation(
                        hashes.code(firstHalf, second),
                        counterCase.id(),
                        counterCase.claim(),
                        counterCase.errand(),
                        counterCase.firstOfficer(),
                        officer,
                        end))
                .replaceWith(() -> new Approved.Coded(second, end));
    }

    /** The answer is the same; who it is about, and whether the code is good for them, is for the record. */
    private static LookDecision<Approved> recorded(Errand errand, Outcome outcome, Approved answer) {
        return outcome instanceof Outcome.Proven proven
                ? LookDecision.granted(errand.about(proven.identity().person()), answer)
                : LookDecision.withheld(
                        errand.about(((Outcome.NotProven) outcome).subject()),
                        answer,
                        ((Outcome.NotProven) outcome).reason());
    }

    private Uni<LookDecision<Approved>> refused(Presented presented, Problem problem, String reason) {
        return about(presented).map(about -> LookDecision.refused(about, problem, reason));
    }

    private static boolean isGranted(LookDecision<?> decision) {
        return decision instanceof LookDecision.Granted<?>;
    }

    /** Never fails: what the caller is told is why the work failed. */
    private Uni<Void> putBack(CounterCase counterCase) {
        return cases.putBack(counterCase).onFailure().recoverWithItem(failure -> {
            LOG.warnf("a case at the counter could not be put back: %s", Causes.withoutMessages(failure));
            return null;
        });
    }

    static Problem selfApproval() {
        return Problem.of(
                403,
                "self-approval",
                "Who opened this case cannot approve it",
                "Another officer reads the document again, in a call of their own.");
    }

    static Problem unknown() {
        return Problem.of(
                404,
                "counter-case-unknown",
                "There is no such case",
                "It never was, has ended, or was approved or refused already; open another one.");
    }

    static Problem differs() {
        return Problem.of(
                403,
                "counter-case-refused",
                "This is not what the first officer read or said",
                "Document number, name and what it is for have to be those of the case. It has ended; open another one.");
    }
}
