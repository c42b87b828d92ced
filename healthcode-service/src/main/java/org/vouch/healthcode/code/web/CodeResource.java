package org.vouch.healthcode.code.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.healthcode.code.ReadingColour;
import org.vouch.healthcode.facts.Outcome;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.Decision;
import org.vouch.healthcode.policy.PolicyId;

@Path("/v1/code")
@Produces(MediaType.APPLICATION_JSON)
public class CodeResource {
    private static final int TAG_BYTES = 16;

    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final ReadingColour colours;
    private final ObjectMapper json;

    CodeResource(DisclosureGate gate, CurrentCaller caller, ReadingColour colours, ObjectMapper json) {
        this.gate = gate;
        this.caller = caller;
        this.colours = colours;
        this.json = json;
    }

    /** A person's own code. */
    @AboutAPerson
    public record Code(
            Colour colour,
            List<GivenReason> reasons,
            @Schema(nullable = true) @Nullable LatestTest latestTest,
            Instant asOf,
            @Schema(nullable = true) @Nullable Instant validUntil,
            PolicyId policy) {
        static Code of(Decision decision) {
            return new Code(
                    decision.colour(),
                    GivenReason.of(decision.reasons()),
                    LatestTest.of(decision.latestTest()),
                    decision.asOf(),
                    decision.validUntil(),
                    decision.policy());
        }

        /** The same of every answer between which nothing changed but the time. */
        Code timeless() {
            return new Code(colour, reasons, latestTest, Instant.EPOCH, validUntil, policy);
        }

        @Override
        public String toString() {
            return "Code";
        }
    }

    /** The test sampled last; {@code window} is null from 72 hours on. */
    @AboutAPerson
    public record LatestTest(Outcome outcome, Instant sampledAt, @Schema(nullable = true) @Nullable Duration window) {
        static @Nullable LatestTest of(Decision.@Nullable LatestTest test) {
            return test == null ? null : new LatestTest(test.outcome(), test.sampledAt(), test.window());
        }

        @Override
        public String toString() {
            return "LatestTest";
        }
    }

    @GET
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "The caller's own code, decided now; the entity tag changes with all of it but asOf")
    @APIResponseSchema(Code.class)
    @APIResponse(responseCode = "304", description = "Nothing changed but the time")
    public Uni<RestResponse<Disclosed<Code>>> own(@Context Request request) {
        return gate.own(caller.get(), colours::of)
                .map(decision -> decision.map(Code::of))
                .map(code -> answer(code, request));
    }

    private RestResponse<Disclosed<Code>> answer(Disclosed<Code> code, Request request) {
        var tag = tag(code.value());
        if (request.evaluatePreconditions(tag) != null) {
            return RestResponse.ResponseBuilder.<Disclosed<Code>>notModified(tag)
                    .build();
        }
        return RestResponse.ResponseBuilder.ok(code).tag(tag).build();
    }

    private EntityTag tag(Code code) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(code.timeless()));
            return new EntityTag(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES)));
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a code is always writable");
        }
    }
}
