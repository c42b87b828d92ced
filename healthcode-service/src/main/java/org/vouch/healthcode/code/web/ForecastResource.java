package org.vouch.healthcode.code.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.healthcode.code.ForecastingColour;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.Decision;
import org.vouch.healthcode.policy.PolicyId;

@Path("/v1/code/forecast")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ForecastResource {
    private static final int MOST_ASSUMED = 20;

    /** Further away lies no test that anybody plans, and at the end of the calendar no answer could be written. */
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final ForecastingColour forecasting;
    private final Clock clock;

    ForecastResource(DisclosureGate gate, CurrentCaller caller, ForecastingColour forecasting, Clock clock) {
        this.gate = gate;
        this.caller = caller;
        this.forecasting = forecasting;
        this.clock = clock;
    }

    /** What is to be assumed. */
    public record Assumptions(@NotNull @Size(max = MOST_ASSUMED) List<@NotNull @Valid Assumed> assume) {
        @Override
        public String toString() {
            return "Assumptions";
        }
    }

    /** One fact that may come. */
    public record Assumed(@NotNull Kind kind, @NotNull Instant sampledAt) {
        @Override
        public String toString() {
            return "Assumed";
        }
    }

    /** The closed set of facts that may be assumed. */
    public enum Kind {
        @JsonProperty("negative-test")
        NEGATIVE_TEST
    }

    /** How the colour would go on. */
    @AboutAPerson
    public record Forecast(Colour colour, Instant asOf, List<Change> changes, PolicyId policy) {
        static Forecast of(org.vouch.healthcode.code.Forecast forecast) {
            return new Forecast(
                    forecast.colour(),
                    forecast.now().asOf(),
                    forecast.changes().stream().map(Change::of).toList(),
                    forecast.now().policy());
        }

        @Override
        public String toString() {
            return "Forecast";
        }
    }

    /** From {@code at} on, to this colour. */
    @AboutAPerson
    public record Change(Instant at, Colour colour, List<GivenReason> reasons) {
        static Change of(Decision decision) {
            return new Change(decision.asOf(), decision.colour(), GivenReason.of(decision.reasons()));
        }

        @Override
        public String toString() {
            return "Change";
        }
    }

    @POST
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "When and to what the caller's colour would change if these tests were to come; keeps nothing")
    @APIResponseSchema(value = Forecast.class, responseCode = "200")
    public Uni<Disclosed<Forecast>> forecast(@NotNull @Valid Assumptions assumptions) {
        var samplings = assumptions.assume().stream().map(Assumed::sampledAt).toList();
        if (samplings.stream().anyMatch(this::isTooFar)) {
            throw Problems.malformed("assume", "has a sampledAt more than a year away")
                    .asException();
        }
        return gate.own(caller.get(), person -> forecasting.ifNegative(person, samplings))
                .map(forecast -> forecast.map(Forecast::of));
    }

    private boolean isTooFar(Instant sampledAt) {
        return Duration.between(clock.instant(), sampledAt).abs().compareTo(FURTHEST) > 0;
    }
}
