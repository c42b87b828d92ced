package org.vouch.identity.counter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.identity.consent.web.GivenConsent;
import org.vouch.identity.counter.ApprovingCase;
import org.vouch.identity.counter.ApprovingCase.Approved;
import org.vouch.identity.counter.ApprovingCase.Presented;
import org.vouch.identity.counter.Errand;
import org.vouch.identity.counter.Errand.Said;
import org.vouch.identity.counter.OpeningCase;
import org.vouch.identity.counter.OpeningCase.Opened;
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.presence.CheckingPresence;

/** The officer's counter: two officers, one after the other, for a person without a face. */
@Path("/v1/counter-cases")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OFFICER)
public class CounterCaseResource {
    /** In the words of "who looked at me". */
    private static final String FIRST = "counter-first-of-two-officers";

    private static final String SECOND = "counter-second-of-two-officers";

    private final OpeningCase opening;
    private final ApprovingCase approving;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IdempotentPosts posts;
    private final Clock clock;

    CounterCaseResource(
            OpeningCase opening,
            ApprovingCase approving,
            DisclosureGate gate,
            CurrentCaller caller,
            IdempotentPosts posts,
            Clock clock) {
        this.opening = opening;
        this.approving = approving;
        this.gate = gate;
        this.caller = caller;
        this.posts = posts;
        this.clock = clock;
    }

    @Schema(name = "CounterCase")
    public record NewCase(
            @NotNull Purpose purpose,
            @NotNull @Valid PresentedDocument document,
            @NotNull String name,
            @Schema(nullable = true) @Nullable @Valid GivenConsent consent,
            @Schema(nullable = true) @Nullable @Valid PresenceWanted presence) {
        @Override
        public String toString() {
            return "NewCase";
        }

        Errand errand(Clock clock) {
            belongs(consent != null, purpose == Purpose.ENROLMENT, "consent", "an enrolment");
            belongs(presence != null, purpose == Purpose.PRESENCE, "presence", "a presence");
            if (consent != null) {
                return new Errand.Enrolment(consent.recent(clock));
            }
            return presence == null ? new Errand.Login() : new Errand.Presence(presence.purpose(), presence.venue());
        }

        private static void belongs(boolean there, boolean needed, String field, String to) {
            if (there != needed) {
                throw Problems.malformed(field, "belongs to " + to + ", and only there")
                        .asException();
            }
        }
    }

    /** What the presence is to be proven for. */
    public record PresenceWanted(
            @NotNull CheckingPresence.Purpose purpose,
            @Nullable
                    @Size(min = 1, max = 128)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "has no control characters")
                    String venue) {
        @Override
        public String toString() {
            return "PresenceWanted";
        }
    }

    /** The half of a code for the person, where there will be one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record OpenedCase(UUID id, @Nullable String codeHalf, Instant expiresAt) {
        @Override
        public String toString() {
            return "OpenedCase";
        }
    }

    /** The case again, as the second officer sees it; the consent is with the first. */
    public record Approval(
            @NotNull Purpose purpose,
            @NotNull @Valid PresentedDocument document,
            @NotNull String name,
            @Schema(nullable = true) @Nullable @Valid PresenceWanted presence) {
        @Override
        public String toString() {
            return "Approval";
        }

        Said said() {
            NewCase.belongs(presence != null, purpose == Purpose.PRESENCE, "presence", "a presence");
            return presence == null
                    ? new Said(purpose, null, null)
                    : new Said(purpose, presence.purpose(), presence.venue());
        }
    }

    /** The masked name of who was enrolled; or the other half of the code, and when the whole of it ends. */
    @AboutAPerson
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ApprovedCase(@Nullable String maskedName, @Nullable String codeHalf, @Nullable Instant expiresAt) {
        @Override
        public String toString() {
            return "ApprovedCase";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @DisclosesNothing("the same answer for every document and name: a random id and half of a random code")
    @Operation(
            summary = "Open a case for a person without a face",
            description = "By the first officer. Nothing happens until another one approves it, within minutes.")
    @APIResponseSchema(value = OpenedCase.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    @APIResponse(responseCode = "409", description = "idempotency-in-progress: the first call with this key still runs")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: with another body")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: too many of this officer's cases came to nothing")
    @APIResponse(responseCode = "503", description = "overloaded")
    public Uni<OpenedCase> open(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewCase body) {
        var officer = caller.get();
        var document = body.document().wellFormed(clock);
        var name = PresentedDocument.name(body.name());
        var errand = body.errand(clock);
        var post = new Post(key, officer.id(), "counter-cases", body);
        return gate.other(
                        officer,
                        FIRST,
                        () -> opening.presented(document, name).map(presented -> errand.about(presented.subject())),
                        () -> opening.presented(document, name).chain(presented -> posts.once(
                                        post, OpenedCase.class, () -> opening.open(officer.id(), presented, errand)
                                                .map(CounterCaseResource::answer))
                                .map(answer -> recorded(presented.subject(), errand, answer))))
                .map(Disclosed::value);
    }

    /** Outside of what an Idempotency-Key keeps: whoever it is about, the same key gives the same answer. */
    private static LookDecision<OpenedCase> recorded(@Nullable UUID subject, Errand errand, OpenedCase answer) {
        return subject == null
                ? LookDecision.withheld(errand.about(null), answer, "not-enrolled")
                : LookDecision.granted(errand.about(subject), answer);
    }

    @POST
    @Path("{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    @Discloses(SubjectSource.COUNTER)
    @Operation(
            summary = "Approve a case",
            description =
                    "By another officer, who reads the document again and says what it is for. An enrolment is done at once. Otherwise the answer is"
                            + " the other half of a code, whoever it is: for urn:vouch:grant:counter, or for"
                            + " /v1/counter-presences.")
    @APIResponseSchema(value = ApprovedCase.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(
            responseCode = "403",
            description =
                    "self-approval; counter-case-refused: not the document, name and purpose of the case, which has ended;"
                            + " enrolment-refused, one body for every cause; wrong role; requester-suspended")
    @APIResponse(responseCode = "404", description = "counter-case-unknown: never was, ended, or was answered already")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: too many of this officer's cases came to nothing")
    @APIResponse(responseCode = "503", description = "overloaded, or the civil registry is away; the case is as it was")
    public Uni<Disclosed<ApprovedCase>> approve(@PathParam("id") UUID id, @NotNull @Valid Approval body) {
        var officer = caller.get();
        var presented =
                new Presented(id, body.said(), body.document().wellFormed(clock), PresentedDocument.name(body.name()));
        return gate.other(officer, SECOND, () -> approving.about(presented), () -> approving
                .approve(officer.id(), presented)
                .map(decision -> decision.map(approved -> answer(approved))));
    }

    private static OpenedCase answer(Opened opened) {
        var half = opened.firstHalf();
        return new OpenedCase(opened.id(), half == null ? null : half.shown(), opened.expiresAt());
    }

    private static ApprovedCase answer(Approved approved) {
        if (approved instanceof Approved.Enrolled enrolled) {
            return new ApprovedCase(enrolled.name().text(), null, null);
        }
        var coded = (Approved.Coded) approved;
        return new ApprovedCase(null, coded.secondHalf().shown(), coded.expiresAt());
    }
}
