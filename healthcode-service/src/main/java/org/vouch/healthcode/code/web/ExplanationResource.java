package org.vouch.healthcode.code.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.healthcode.code.ExplainingColour;
import org.vouch.healthcode.facts.Fact.RetestFact;
import org.vouch.healthcode.facts.Fact.TestFact;
import org.vouch.healthcode.facts.Outcome;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.PolicyId;

@Path("/v1/code/explanation")
@Produces(MediaType.APPLICATION_JSON)
public class ExplanationResource {
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final ExplainingColour explaining;

    ExplanationResource(DisclosureGate gate, CurrentCaller caller, ExplainingColour explaining) {
        this.gate = gate;
        this.caller = caller;
        this.explaining = explaining;
    }

    /** Enough to derive the colour again. */
    @AboutAPerson
    public record Explanation(Colour colour, Instant asOf, PolicyId policy, Known facts, List<RuleVerdict> rules) {
        static Explanation of(ExplainingColour.Explanation explained) {
            var decision = explained.decision();
            return new Explanation(
                    decision.colour(),
                    decision.asOf(),
                    decision.policy(),
                    new Known(
                            explained.facts().tests().stream()
                                    .map(KnownTest::of)
                                    .toList(),
                            explained.facts().retests().stream()
                                    .map(KnownRetest::of)
                                    .toList()),
                    rules(explained));
        }

        private static List<RuleVerdict> rules(ExplainingColour.Explanation explained) {
            var none = explained.verdicts().stream().noneMatch(verdict -> verdict.holds());
            var last = new RuleVerdict(
                    explained.policy().otherwiseReason().rule(),
                    explained.policy().otherwise(),
                    null,
                    none);
            return Stream.concat(explained.verdicts().stream().map(RuleVerdict::of), Stream.of(last))
                    .toList();
        }

        @Override
        public String toString() {
            return "Explanation";
        }
    }

    /** What is known, newest sampling first. */
    @AboutAPerson
    public record Known(List<KnownTest> tests, List<KnownRetest> retests) {
        @Override
        public String toString() {
            return "Known";
        }
    }

    /** A reported result. */
    @AboutAPerson
    public record KnownTest(Outcome outcome, Instant sampledAt, Instant reportedAt) {
        static KnownTest of(TestFact fact) {
            return new KnownTest(fact.outcome(), fact.sampledAt(), fact.reportedAt());
        }

        @Override
        public String toString() {
            return "KnownTest";
        }
    }

    /** A pool that is not clean. */
    @AboutAPerson
    public record KnownRetest(Instant sampledAt, Instant reportedAt) {
        static KnownRetest of(RetestFact fact) {
            return new KnownRetest(fact.sampledAt(), fact.reportedAt());
        }

        @Override
        public String toString() {
            return "KnownRetest";
        }
    }

    /**
     * What one rule says, in the policy's order: the first that holds gives the colour.
     *
     * @param when the condition in CEL, null for what is said where no rule holds
     */
    @AboutAPerson
    public record RuleVerdict(
            String rule, Colour colour, @Schema(nullable = true) @Nullable String when, boolean holds) {
        static RuleVerdict of(org.vouch.healthcode.policy.Policy.Verdict verdict) {
            var rule = verdict.rule();
            return new RuleVerdict(rule.name(), rule.colour(), rule.when(), verdict.holds());
        }

        @Override
        public String toString() {
            return "RuleVerdict";
        }
    }

    @GET
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "The facts, the policy and each rule's verdict: enough to derive the colour again")
    @APIResponseSchema(Explanation.class)
    public Uni<Disclosed<Explanation>> explain() {
        return gate.own(caller.get(), explaining::of).map(explained -> explained.map(Explanation::of));
    }
}
