package org.vouch.audit.client.door;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;

@Path("/door")
@Produces(MediaType.APPLICATION_JSON)
public class DoorResource {
    static final UUID SOMEBODY = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IdempotentPosts posts;
    private final AtomicInteger effects = new AtomicInteger();

    DoorResource(DisclosureGate gate, CurrentCaller caller, IdempotentPosts posts) {
        this.gate = gate;
        this.caller = caller;
        this.posts = posts;
    }

    int effects() {
        return effects.get();
    }

    public record Own(UUID person) {}

    public record Note(@NotNull String text, @NotNull OffsetDateTime at, @Nullable Integer count) {}

    public record Noted(int effects) {}

    @GET
    @Path("own")
    @RolesAllowed({Roles.RESIDENT, Roles.CHECKPOINT})
    @Discloses(SubjectSource.SELF)
    public Uni<Disclosed<Own>> own() {
        return gate.own(caller.get(), person -> Uni.createFrom().item(new Own(person)));
    }

    @GET
    @Path("look")
    @RolesAllowed({Roles.RESIDENT, Roles.CHECKPOINT})
    @Discloses(SubjectSource.PRESENCE_PROOF)
    public Uni<Disclosed<Own>> look(@QueryParam("refuse") boolean refuse) {
        var about = Circumstances.about(SOMEBODY);
        return gate.other(caller.get(), "door-look", () -> Uni.createFrom().item(about), () -> Uni.createFrom()
                .item(
                        refuse
                                ? LookDecision.refused(about, Problems.presenceNotProven(), "spent")
                                : LookDecision.granted(about, new Own(SOMEBODY))));
    }

    @GET
    @Path("delegated")
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.DELEGATION)
    public Uni<Disclosed<Own>> delegated() {
        var about = Circumstances.about(SOMEBODY);
        return gate.delegated(
                caller.get(), "door-delegated", () -> Uni.createFrom().item(about), () -> Uni.createFrom()
                        .item(LookDecision.granted(about, new Own(SOMEBODY))));
    }

    @POST
    @Path("notes")
    @RolesAllowed(Roles.RESIDENT)
    @Consumes(MediaType.APPLICATION_JSON)
    @DisclosesNothing("counts")
    public Uni<Noted> note(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid Note note) {
        return posts.once(new Post(key, caller.get().id(), "notes", note), Noted.class, () -> Uni.createFrom()
                .item(() -> new Noted(effects.incrementAndGet()))
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(note.text().equals("slow") ? 700 : 1)));
    }

    @POST
    @Path("large")
    @PermitAll
    @Consumes(MediaType.TEXT_PLAIN)
    @DisclosesNothing("a length")
    public int large(String body) {
        return body.length();
    }

    @POST
    @Path("raw")
    @PermitAll
    @Consumes(MediaType.TEXT_PLAIN)
    @DisclosesNothing("a length")
    public Uni<Integer> raw(byte[] body) {
        return Uni.createFrom().item(body.length);
    }

    @GET
    @Path("forgotten")
    @DisclosesNothing("no role annotation: must be denied")
    public String forgotten() {
        return "open";
    }

    @GET
    @Path("broken")
    @PermitAll
    @DisclosesNothing("fails")
    public String broken() {
        throw new IllegalStateException("110101199003074258 is in the message");
    }
}
