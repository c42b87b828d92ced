package org.vouch.identity.facesession.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.identity.capture.Cameras;
import org.vouch.identity.consent.web.GivenConsent;
import org.vouch.identity.facesession.FaceSessions.Claim;
import org.vouch.identity.facesession.JudgingFrames;
import org.vouch.identity.facesession.JudgingFrames.Outcome;
import org.vouch.identity.facesession.OpeningFaceSession;
import org.vouch.identity.facesession.OpeningFaceSession.NewSession;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.facesession.SessionId;
import org.vouch.identity.facesession.web.UploadsUnderWay.Upload;
import org.vouch.identity.platform.MaybeCaller;
import org.vouch.identity.platform.web.Peer;
import org.vouch.identity.platform.web.RestOfBody;
import org.vouch.identity.vault.Consent;

/** Shows a face to the platform; nothing here depends on whose it is. */
@Path("/v1/face-sessions")
@Produces(MediaType.APPLICATION_JSON)
public class FaceSessionResource {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(10);
    private static final String PRESENCE = "presence-check";

    private final OpeningFaceSession opening;
    private final JudgingFrames judging;
    private final ReceivingFrames receiving;
    private final Cameras cameras;
    private final DisclosureGate gate;
    private final IdempotentPosts posts;
    private final MaybeCaller maybeCaller;
    private final Peer peer;
    private final UploadsUnderWay uploads;
    private final RestOfBody rest;
    private final Clock clock;

    FaceSessionResource(
            OpeningFaceSession opening,
            JudgingFrames judging,
            ReceivingFrames receiving,
            Cameras cameras,
            DisclosureGate gate,
            IdempotentPosts posts,
            MaybeCaller maybeCaller,
            Peer peer,
            UploadsUnderWay uploads,
            RestOfBody rest,
            Clock clock) {
        this.opening = opening;
        this.judging = judging;
        this.receiving = receiving;
        this.cameras = cameras;
        this.gate = gate;
        this.posts = posts;
        this.maybeCaller = maybeCaller;
        this.peer = peer;
        this.uploads = uploads;
        this.rest = rest;
        this.clock = clock;
    }

    /** The consent of the person who will enrol with what they show, recorded before they show anything. */
    public record Opening(@NotNull Purpose purpose, @Schema(nullable = true) @Nullable @Valid GivenConsent consent) {

        @Nullable
        Consent consent(Clock clock) {
            if (consent == null) {
                return null;
            }
            if (purpose == Purpose.LOGIN) {
                throw Problems.malformed("consent", "belongs to what a person may enrol with")
                        .asException();
            }
            return consent.recent(clock);
        }
    }

    /** The only good end of a submission. */
    public record Frames(State state) {}

    /** Whether the session can be spent. */
    public enum State {
        @JsonProperty("usable")
        USABLE
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @DisclosesNothing("a random id and a random challenge")
    @ResponseStatus(201)
    @Operation(
            summary = "Open a face session",
            description =
                    "Anyone for enrolment and login; a resident or a checkpoint for presence. Single use, 120 s. Where the"
                            + " session is for an enrolment, with the person's consent it is recorded before the first picture.")
    @APIResponseSchema(value = NewSession.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "malformed-request")
    @APIResponse(responseCode = "401", description = "presence needs a token, of somebody who is not erased")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    @APIResponse(responseCode = "409", description = "idempotency-in-progress: the first call with this key still runs")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: with another body")
    @APIResponse(responseCode = "503", description = "overloaded")
    public Uni<NewSession> open(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Opening body) {
        var nobody = "anonymous " + peer.address();
        var consent = body.consent(clock);
        return maybeCaller.get().chain(caller -> opener(body.purpose(), caller).chain(opener -> {
            var post = new Post(key, caller.map(Caller::id).orElse(nobody), "face-sessions", body);
            return opened(post, body.purpose(), opener.map(Caller::id).orElse(null), consent);
        }));
    }

    /** The answer is a secret: it is given again only to who may have missed it, and while it opens nothing yet. */
    private Uni<NewSession> opened(Post post, Purpose purpose, @Nullable String opener, @Nullable Consent consent) {
        var session = posts.once(post, NewSession.class, () -> opening.open(purpose, opener, consent));
        return post.key() == null ? session : session.chain(one -> opening.stillNew(one, purpose, opener, consent));
    }

    /** The caller where the session belongs to a token; a session without one belongs to who has its id. */
    private Uni<Optional<Caller>> opener(Purpose purpose, Optional<Caller> caller) {
        if (purpose != Purpose.PRESENCE) {
            return Uni.createFrom().item(Optional.empty());
        }
        if (caller.isEmpty()) {
            return Uni.createFrom().failure(Problems.unauthorized().asException());
        }
        var kind = caller.get().kind();
        if (kind != CallerKind.RESIDENT && kind != CallerKind.CHECKPOINT) {
            return Uni.createFrom().failure(Problems.forbidden().asException());
        }
        return gate.permitted(caller.get(), PRESENCE)
                .chain(() -> opening.isErased(caller.get()))
                .chain(erased -> erased
                        ? Uni.createFrom().failure(Problems.unauthorized().asException())
                        : Uni.createFrom().item(caller));
    }

    @POST
    @Path("{id}/frames")
    @PermitAll
    @Blocking
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @DisclosesNothing("whether pictures can be used, never whose they are")
    @Operation(
            summary = "Show the face",
            description =
                    "Parts named step-<n>, JPEG or PNG of at most 3 MB each, in the order in which they were taken.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA,
                            schema =
                                    @Schema(
                                            type = SchemaType.OBJECT,
                                            requiredProperties = {"step-0", "step-1", "step-2"},
                                            properties = {
                                                @SchemaProperty(
                                                        name = "step-0",
                                                        type = SchemaType.STRING,
                                                        format = "binary",
                                                        description = "The neutral look; may be repeated"),
                                                @SchemaProperty(
                                                        name = "step-1",
                                                        type = SchemaType.STRING,
                                                        format = "binary",
                                                        description = "The first action; may be repeated"),
                                                @SchemaProperty(
                                                        name = "step-2",
                                                        type = SchemaType.STRING,
                                                        format = "binary",
                                                        description = "The second action; may be repeated")
                                            })))
    @APIResponseSchema(value = Frames.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "malformed-request or invalid-image")
    @APIResponse(responseCode = "404", description = "face-session-unknown: never was, ended, spent or another's")
    @APIResponse(responseCode = "408", description = "too-slow: did not arrive within 30 s")
    @APIResponse(responseCode = "409", description = "face-session-closed: has its face, or was tried five times")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "415", description = "unsupported-media-type")
    @APIResponse(
            responseCode = "422",
            description = "face-not-usable, with the reason; capture-not-attested: no enrolled camera answers for it")
    @APIResponse(responseCode = "429", description = "too-many-requests: too many uploads from one address at once")
    @APIResponse(responseCode = "503", description = "overloaded")
    public Frames frames(
            @PathParam("id") String id,
            @Parameter(description = "What an enrolled camera signed: typ capture+jwt, the session and the pictures")
                    @HeaderParam("Vouch-Capture")
                    @Nullable
                    String statement,
            @HeaderParam("Content-Type") @Nullable String contentType,
            InputStream body) {
        try (var upload = uploads.begin(peer.address())) {
            return taken(id, statement, contentType, body, upload);
        } finally {
            rest.discard();
        }
    }

    private Frames taken(
            String id, @Nullable String statement, @Nullable String contentType, InputStream body, Upload upload) {
        var caller = await(maybeCaller.get()).map(Caller::id).orElse(null);
        var session =
                SessionId.read(id).orElseThrow(() -> FaceProblems.unknown().asException());
        var claim = await(judging.begin(session, caller));
        if (claim instanceof Claim.Closed) {
            throw FaceProblems.closed().asException();
        }
        if (!(claim instanceof Claim.Granted granted)) {
            throw FaceProblems.unknown().asException();
        }
        var capture = cameras.attested(granted.session().opener(), session.text(), statement);
        var frames = receiving.receive(granted.session(), capture, contentType, body, upload);
        return answer(await(judging.judge(granted.session(), frames, capture.camera())));
    }

    private static Frames answer(Outcome outcome) {
        if (outcome instanceof Outcome.Usable) {
            return new Frames(State.USABLE);
        }
        if (outcome instanceof Outcome.Refused refused) {
            throw FaceProblems.notUsable(refused.reason()).asException();
        }
        throw (outcome instanceof Outcome.NotAnImage ? FaceProblems.notAnImage() : FaceProblems.closed()).asException();
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(ANSWERED_WITHIN);
    }
}
