package org.vouch.identity.enrolment.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.enrolment.Enrolling;
import org.vouch.identity.enrolment.Enrolling.Application;
import org.vouch.identity.facesession.SessionId;
import org.vouch.identity.platform.web.Peer;
import org.vouch.identity.vault.Consent;

/** Joins the platform. */
@Path("/v1/enrolments")
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentResource {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private final Enrolling enrolling;
    private final DisclosureGate gate;
    private final IdempotentPosts posts;
    private final Peer peer;
    private final Clock clock;

    EnrolmentResource(Enrolling enrolling, DisclosureGate gate, IdempotentPosts posts, Peer peer, Clock clock) {
        this.enrolling = enrolling;
        this.gate = gate;
        this.posts = posts;
        this.peer = peer;
        this.clock = clock;
    }

    public record Enrolment(
            @NotNull String faceSession,
            @NotNull @Valid PresentedDocument document,
            @NotNull String name,
            @NotNull @Valid GivenConsent consent) {
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    public record GivenConsent(@NotNull String textVersion, @NotNull OffsetDateTime givenAt) {}

    @AboutAPerson
    public record Enrolled(String maskedName) {
        @Override
        public String toString() {
            return "Enrolled";
        }
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Discloses(SubjectSource.FACE)
    @ResponseStatus(201)
    @Operation(summary = "Enrol", description = "A repeat by the same person is 201 too.")
    @APIResponseSchema(value = Enrolled.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(responseCode = "403", description = "enrolment-refused, one body for every cause")
    @APIResponse(responseCode = "409", description = "idempotency-in-progress: the first call with this key still runs")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: with another body")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: too many faces did not match; the session is not spent")
    @APIResponse(
            responseCode = "503",
            description = "overloaded, or the civil registry is away; the session is not spent")
    public Uni<Disclosed<Enrolled>> enrol(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Enrolment body) {
        var application = new Application(
                body.faceSession(),
                body.document().wellFormed(clock),
                PresentedDocument.name(body.name()),
                consent(body.consent()),
                Source.at(peer.address()));
        var applicant = Caller.anonymous(
                SessionId.read(body.faceSession()).map(SessionId::handle).orElse("face-session:none"));
        return gate.byFace(
                applicant,
                "enrolment",
                () -> posts.onceLooked(
                        new Post(key, applicant.id(), "enrolments", body),
                        Enrolled.class,
                        () -> enrolling.enrol(application).map(EnrolmentResource::answer)));
    }

    private static LookDecision<Enrolled> answer(LookDecision<MaskedName> decision) {
        if (decision instanceof LookDecision.Granted<MaskedName> granted) {
            return LookDecision.granted(
                    granted.circumstances(), new Enrolled(granted.answer().text()));
        }
        var refused = (LookDecision.Refused<MaskedName>) decision;
        return LookDecision.refused(refused.circumstances(), refused.problem(), refused.reason());
    }

    private Consent consent(GivenConsent given) {
        if (!Consent.isVersion(given.textVersion())) {
            throw Problems.malformed("consent.textVersion", "has 1 to 64 letters, digits, dots, dashes, underscores")
                    .asException();
        }
        var at = given.givenAt().toInstant();
        if (at.isAfter(clock.instant().plus(CLOCKS_DIFFER_BY))) {
            throw Problems.malformed("consent.givenAt", "lies in the future").asException();
        }
        return new Consent(given.textVersion(), at);
    }
}
