package org.vouch.testresult.tubes.web;

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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.testresult.moments.Moments;
import org.vouch.testresult.tubes.Barcode;
import org.vouch.testresult.tubes.Collector;
import org.vouch.testresult.tubes.OpeningTube;
import org.vouch.testresult.tubes.OpeningTube.OpeningDecision;
import org.vouch.testresult.tubes.Refusal;
import org.vouch.testresult.tubes.SampleDecision;
import org.vouch.testresult.tubes.SealingTube;
import org.vouch.testresult.tubes.Shown;
import org.vouch.testresult.tubes.TakingSample;
import org.vouch.testresult.tubes.TakingSample.Taking;
import org.vouch.testresult.tubes.Tube;

/** Tubes at a sampling site. A collector reaches the tubes of its own organisation; another's are not there for it. */
@Path("/v1/tubes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.COLLECTOR)
@Tag(name = "Tubes")
public class TubeResource {
    private static final String SAMPLE = "sample";
    private static final String PURPOSE = "sampling";

    private final CurrentCaller caller;
    private final DisclosureGate gate;
    private final IdempotentPosts posts;
    private final Moments moments;
    private final OpeningTube opening;
    private final TakingSample taking;
    private final SealingTube sealing;

    TubeResource(
            CurrentCaller caller,
            DisclosureGate gate,
            IdempotentPosts posts,
            Moments moments,
            OpeningTube opening,
            TakingSample taking,
            SealingTube sealing) {
        this.caller = caller;
        this.gate = gate;
        this.posts = posts;
        this.moments = moments;
        this.opening = opening;
        this.taking = taking;
        this.sealing = sealing;
    }

    /** A tube to be opened. */
    public record Opening(
            @NotNull Barcode barcode,
            @Schema(enumeration = {"1", "5", "10", "20"}) int capacity,
            @NotNull
                    @Size(max = 100, message = "has at most 100 characters")
                    @Pattern(regexp = "\\S.*", message = "is not blank")
                    @Pattern(regexp = "\\P{Cntrl}*", message = "has no control characters")
                    String site,
            @NotNull Instant openedAt) {}

    /** Exactly one of {@code pass} and {@code presenceProof}. */
    public record Sampling(
            @Nullable @Size(min = 1, max = 1_000) String pass,
            @Nullable @Size(min = 1, max = 4_096) String presenceProof,
            @NotNull Instant sampledAt) {
        @Override
        public String toString() {
            return "Sampling";
        }
    }

    /** A tube as it stands: how many samples it holds, and of nobody in particular. */
    @Schema(name = "Tube")
    public record TubeView(
            Barcode barcode,
            int capacity,
            String site,
            Instant openedAt,
            @Schema(nullable = true) @Nullable Instant sealedAt,
            int samples) {
        static TubeView of(Tube tube) {
            return new TubeView(
                    tube.barcode(), tube.capacity(), tube.site(), tube.openedAt(), tube.sealedAt(), tube.taken());
        }
    }

    /** A sample that is in its tube; tells nothing about whose it is. */
    @Schema(name = "Sample")
    public record SampleView(UUID id, Barcode tube, int samples, int capacity) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @DisclosesNothing("a tube without its members")
    @Operation(summary = "Open a tube")
    @APIResponseSchema(value = TubeView.class, responseCode = "201", responseDescription = "Opened")
    @APIResponse(responseCode = "409", description = "tube-exists: the barcode is in use")
    public Uni<TubeView> open(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Opening tube) {
        var collector = caller.get();
        var organisation = organisationOf(collector);
        if (!Tube.CAPACITIES.contains(tube.capacity())) {
            throw Problems.malformed("capacity", "is one of 1, 5, 10 and 20").asException();
        }
        moments.refuseImplausible("openedAt", tube.openedAt());
        return posts.once(new Post(key, collector.id(), "open-tube", tube), TubeView.class, () -> opening.open(
                        tube.barcode(), organisation, tube.site(), tube.capacity(), tube.openedAt())
                .map(TubeResource::opened));
    }

    @POST
    @Path("/{barcode}/samples")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @DisclosesNothing("a sample without its person; healthcode-service reads whose it is and records who looked")
    @Operation(summary = "Take the sample of the person who shows a pass or has just shown their face")
    @APIResponseSchema(value = SampleView.class, responseCode = "201", responseDescription = "Taken")
    @APIResponse(responseCode = "403", description = "presence-not-proven, requester-suspended")
    @APIResponse(responseCode = "404", description = "No such tube of this organisation")
    @APIResponse(responseCode = "409", description = "tube-full, tube-sealed, already-in-tube, pass-stale")
    @APIResponse(responseCode = "422", description = "pass-invalid")
    @APIResponse(
            responseCode = "503",
            description =
                    "overloaded: no sample is stored; try again, with a fresh presence proof if the old one is refused")
    public Uni<SampleView> take(
            @PathParam("barcode") Barcode barcode,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @NotNull @Valid Sampling sampling) {
        var collector = caller.get();
        var organisation = organisationOf(collector);
        moments.refuseImplausible("sampledAt", sampling.sampledAt());
        var wanted = new Taking(
                new Collector(collector.id(), collector.label(), organisation),
                barcode,
                shown(sampling),
                sampling.sampledAt());
        var post = new Post(key, collector.id(), SAMPLE, List.of(barcode, sampling));
        return gate.permitted(collector, SAMPLE)
                .chain(() -> posts.once(post, SampleView.class, () -> taking.take(wanted)
                        .chain(decision -> answer(collector, decision))));
    }

    @POST
    @Cancellable(false)
    @Path("/{barcode}/seal")
    @DisclosesNothing("a tube without its members")
    @Operation(summary = "Seal a tube: it takes no more samples")
    @APIResponseSchema(value = TubeView.class, responseCode = "200", responseDescription = "Sealed, now or before")
    @APIResponse(responseCode = "404", description = "No such tube of this organisation")
    public Uni<TubeView> seal(@PathParam("barcode") Barcode barcode) {
        return sealing.seal(barcode, organisationOf(caller.get()))
                .map(tube ->
                        TubeView.of(tube.orElseThrow(() -> Problems.notFound().asException())));
    }

    private static TubeView opened(OpeningDecision decision) {
        if (decision instanceof OpeningDecision.Opened opened) {
            return TubeView.of(opened.tube());
        }
        throw TubeProblems.tubeExists().asException();
    }

    private static Shown shown(Sampling sampling) {
        var pass = sampling.pass();
        var proof = sampling.presenceProof();
        if (pass != null && proof == null) {
            return new Shown.Pass(pass);
        }
        if (proof != null && pass == null) {
            return new Shown.PresenceProof(proof);
        }
        throw Problems.malformed("", "has exactly one of pass and presenceProof")
                .asException();
    }

    private Uni<SampleView> answer(Caller collector, SampleDecision decision) {
        if (decision instanceof SampleDecision.Taken taken) {
            var tube = taken.tube();
            return Uni.createFrom()
                    .item(new SampleView(taken.sample().id(), tube.barcode(), tube.taken(), tube.capacity()));
        }
        if (decision instanceof SampleDecision.Refused refused) {
            return Uni.createFrom().failure(TubeProblems.of(refused.why()).asException());
        }
        if (decision instanceof SampleDecision.TurnedAway turnedAway) {
            return recorded(collector, turnedAway.why());
        }
        return Uni.createFrom().failure(Problems.overloaded().asException());
    }

    /** Nobody else has a record of it, for nobody was asked. */
    private Uni<SampleView> recorded(Caller collector, Refusal why) {
        var nobody = new Circumstances(null, PURPOSE, null, null);
        LookDecision<SampleView> refusal = LookDecision.refused(nobody, TubeProblems.of(why), why.slug());
        return gate.other(collector, SAMPLE, () -> Uni.createFrom().item(nobody), () -> Uni.createFrom()
                        .item(refusal))
                .map(Disclosed::value);
    }

    private static String organisationOf(Caller collector) {
        var organisation = collector.organisation();
        if (organisation == null) {
            throw Problems.forbidden().asException();
        }
        return organisation;
    }
}
