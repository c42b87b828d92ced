package org.vouch.identity.enrolment.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.identity.attempt.AddressNames;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.consent.web.GivenConsent;
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.enrolment.Enrolling;
import org.vouch.identity.enrolment.Enrolling.Application;
import org.vouch.identity.enrolment.EnrollingOnTheSpot;
import org.vouch.identity.enrolment.EnrollingOnTheSpot.Wanted;
import org.vouch.identity.facesession.SessionId;
import org.vouch.identity.platform.MaybeCaller;
import org.vouch.identity.platform.web.Peer;
import org.vouch.identity.presence.CheckingPresence.Purpose;

/** Joins the platform. */
@Path("/v1/enrolments")
@Produces(MediaType.APPLICATION_JSON)
public class EnrolmentResource {
    private final Enrolling enrolling;
    private final EnrollingOnTheSpot onTheSpot;
    private final DisclosureGate gate;
    private final IdempotentPosts posts;
    private final MaybeCaller maybeCaller;
    private final Peer peer;
    private final AddressNames addresses;
    private final Clock clock;

    EnrolmentResource(
            Enrolling enrolling,
            EnrollingOnTheSpot onTheSpot,
            DisclosureGate gate,
            IdempotentPosts posts,
            MaybeCaller maybeCaller,
            Peer peer,
            AddressNames addresses,
            Clock clock) {
        this.enrolling = enrolling;
        this.onTheSpot = onTheSpot;
        this.gate = gate;
        this.posts = posts;
        this.maybeCaller = maybeCaller;
        this.peer = peer;
        this.addresses = addresses;
        this.clock = clock;
    }

    public record Enrolment(
            @NotNull String faceSession,
            @NotNull @Valid PresentedDocument document,
            @NotNull String name,
            @NotNull @Valid GivenConsent consent,
            @Schema(nullable = true) @Nullable @Valid WantedPresence presence) {
        @Override
        public String toString() {
            return "Enrolment";
        }
    }

    /** What a checkpoint wants a presence proof for, at whose camera the person enrols. */
    public record WantedPresence(
            @NotNull Purpose purpose,
            @Nullable
                    @Size(min = 1, max = 128)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "has no control characters")
                    String venue) {
        @Override
        public String toString() {
            return "WantedPresence";
        }
    }

    /** The proof and its end only where they were asked for. */
    @AboutAPerson
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Enrolled(String maskedName, @Nullable String presenceProof, @Nullable Instant expiresAt) {
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
    @Operation(
            summary = "Enrol",
            description =
                    "A repeat by the same person is 201 too. A checkpoint that says presence enrols a person who has no"
                            + " phone from a presence session of its own, and gets the proof of presence with the answer.")
    @APIResponseSchema(value = Enrolled.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(responseCode = "401", description = "unauthorized: with presence")
    @APIResponse(
            responseCode = "403",
            description =
                    "enrolment-refused, one body for every cause; forbidden or requester-suspended: with presence")
    @APIResponse(responseCode = "409", description = "idempotency-in-progress: the first call with this key still runs")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(
            responseCode = "422",
            description = "idempotency-key-reused: with another body; consent-differs: not the one of the face session")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: too many faces did not match; the session is not spent")
    @APIResponse(
            responseCode = "503",
            description = "overloaded, or the civil registry is away; the session is not spent")
    public Uni<Disclosed<Enrolled>> enrol(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Enrolment body) {
        var presence = body.presence();
        var address = peer.address();
        return presence == null
                ? alone(key, body, address)
                : maybeCaller.get().chain(caller -> onTheSpot(key, body, presence, address, caller));
    }

    private Uni<Disclosed<Enrolled>> alone(@Nullable String key, Enrolment body, String address) {
        var application = application(body, Source.at(address));
        var session = SessionId.read(body.faceSession()).map(SessionId::handle).orElse("face-session:none");
        return gate.byFace(
                addresses.caller(address),
                "enrolment",
                () -> posts.onceLooked(new Post(key, session, "enrolments", body), Enrolled.class, () -> enrolling
                        .enrol(application)
                        .map(decision -> decision.map(name -> new Enrolled(name.text(), null, null)))));
    }

    private Uni<Disclosed<Enrolled>> onTheSpot(
            @Nullable String key, Enrolment body, WantedPresence presence, String address, Optional<Caller> caller) {
        if (caller.isEmpty()) {
            return Uni.createFrom().failure(Problems.unauthorized().asException());
        }
        var checkpoint = caller.get();
        if (checkpoint.kind() != CallerKind.CHECKPOINT) {
            return Uni.createFrom().failure(Problems.forbidden().asException());
        }
        var application = application(body, new Source(checkpoint, address));
        var wanted = new Wanted(presence.purpose(), presence.venue());
        return gate.other(
                checkpoint,
                "enrolment-on-the-spot",
                () -> onTheSpot.about(application, wanted),
                () -> posts.onceLooked(
                        new Post(key, checkpoint.id(), "enrolments", body), Enrolled.class, () -> onTheSpot
                                .enrol(checkpoint, application, wanted)
                                .map(decision -> decision.map(here -> new Enrolled(
                                        here.name().text(),
                                        here.proof().jwt(),
                                        here.proof().expiresAt())))));
    }

    private Application application(Enrolment body, Source source) {
        return new Application(
                body.faceSession(),
                body.document().wellFormed(clock),
                PresentedDocument.name(body.name()),
                body.consent().wellFormed(clock),
                source);
    }
}
