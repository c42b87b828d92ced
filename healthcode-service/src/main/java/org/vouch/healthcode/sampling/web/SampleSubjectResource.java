package org.vouch.healthcode.sampling.web;

import static java.util.Objects.requireNonNull;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.healthcode.sampling.NamingSampleSubject;

@Path("/internal/v1/sample-subjects")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class SampleSubjectResource {
    /** The only client that may ask: whose sample is in which tube is nobody else's business. */
    private static final String ONLY_CALLER = "testresult-service";

    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final NamingSampleSubject naming;

    SampleSubjectResource(DisclosureGate gate, CurrentCaller caller, NamingSampleSubject naming) {
        this.gate = gate;
        this.caller = caller;
        this.naming = naming;
    }

    /** Exactly one of {@code pass} and {@code presenceProof}, and where and to whom it was shown. */
    public record Shown(
            @Nullable String pass,
            @Nullable String presenceProof,
            @NotNull @Valid Collector collector,
            @NotNull @Size(min = 1, max = 100) String site) {
        @Override
        public String toString() {
            return "Shown";
        }
    }

    /** The collector for whom testresult-service asks, as its token names it: the one who looks. */
    public record Collector(@NotNull @Size(min = 1, max = 200) String id, @Nullable @Size(max = 200) String label) {
        Caller caller() {
            return new Caller(id, CallerKind.COLLECTOR, label, null);
        }
    }

    /** Whose sample it is. */
    @AboutAPerson
    public record SampleSubject(UUID person) {
        @Override
        public String toString() {
            return "SampleSubject";
        }
    }

    @POST
    @RolesAllowed(Roles.SERVICE)
    @Discloses({SubjectSource.PASS, SubjectSource.PRESENCE_PROOF})
    @Operation(
            summary =
                    "Whose sample it is, by what the person showed the site; for testresult-service alone, recorded as"
                            + " the collector's look")
    @APIResponseSchema(value = SampleSubject.class, responseCode = "200")
    @APIResponse(
            responseCode = "403",
            description = "Another service; or presence-not-proven; or the collector is suspended: requester-suspended")
    @APIResponse(responseCode = "409", description = "The pass is older than its minute: pass-stale")
    @APIResponse(responseCode = "422", description = "Not a pass of this platform: pass-invalid")
    public Uni<Disclosed<SampleSubject>> name(@NotNull @Valid Shown shown) {
        if (!ONLY_CALLER.equals(caller.get().id())) {
            throw Problems.forbidden().asException();
        }
        var pass = shown.pass();
        var proof = shown.presenceProof();
        if ((pass == null) == (proof == null)) {
            throw Problems.malformed("", "names exactly one of pass and presenceProof")
                    .asException();
        }
        return gate.other(
                        shown.collector().caller(),
                        "sample",
                        () -> Uni.createFrom().item(about(pass, proof, shown.site())),
                        () -> named(pass, proof, shown.site()))
                .map(person -> person.map(SampleSubject::new));
    }

    private Circumstances about(@Nullable String pass, @Nullable String proof, String site) {
        return pass == null
                ? naming.aboutProof(requireNonNull(proof), site)
                : naming.byPass(pass, site).circumstances();
    }

    private Uni<LookDecision<UUID>> named(@Nullable String pass, @Nullable String proof, String site) {
        return pass == null
                ? naming.byProof(requireNonNull(proof), site)
                : Uni.createFrom().item(naming.byPass(pass, site));
    }
}
