package org.vouch.identity.me.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.identity.me.OwnRecord;
import org.vouch.identity.me.OwnRecord.Own;
import org.vouch.identity.token.SealedProfile;
import org.vouch.identity.token.SealedProfile.Profile;

/** A person's own record. */
@Path("/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.RESIDENT)
public class MeResource {
    private final OwnRecord record;
    private final SealedProfile profiles;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final JsonWebToken token;

    MeResource(
            OwnRecord record, SealedProfile profiles, DisclosureGate gate, CurrentCaller caller, JsonWebToken token) {
        this.record = record;
        this.profiles = profiles;
        this.gate = gate;
        this.caller = caller;
        this.token = token;
    }

    /** Who is to enrol again has a face of another model than is compared now: it opens nothing any more. */
    @AboutAPerson
    public record Me(String maskedName, String documentType, Face face, boolean enrolAgain, Instant enrolledAt) {
        @Override
        public String toString() {
            return "Me";
        }
    }

    /** Whether a face is on record; also of who never had one there. */
    public enum Face {
        @JsonProperty("enrolled")
        ENROLLED,
        @JsonProperty("withdrawn")
        WITHDRAWN
    }

    @GET
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "The masked profile", description = "From the sealed claim of the caller's own token.")
    @APIResponseSchema(value = Me.class, responseCode = "200")
    @APIResponse(responseCode = "404", description = "not-found: the person was erased")
    public Uni<Disclosed<Me>> me() {
        var sealed = Optional.<String>ofNullable(token.getClaim(SealedProfile.CLAIM));
        return gate.own(caller.get(), person -> {
            var profile = sealed.flatMap(text -> profiles.open(person, text))
                    .orElseThrow(() -> Problems.unauthorized().asException());
            return record.own(person).map(own -> me(profile, own));
        });
    }

    private static Me me(Profile profile, Optional<Own> own) {
        var there = own.orElseThrow(() -> Problems.notFound().asException());
        return new Me(
                profile.maskedName(),
                profile.documentType(),
                there.hasFace() ? Face.ENROLLED : Face.WITHDRAWN,
                there.enrolAgain(),
                there.enrolledAt());
    }

    @DELETE
    @Path("face")
    @DisclosesNothing("ends, and tells nothing")
    @Operation(summary = "Withdraw the face", description = "Its template is destroyed; repeating it is no error.")
    @APIResponse(responseCode = "204", description = "No face is on record")
    public Uni<Void> withdrawFace() {
        return record.withdrawFace(person());
    }

    @DELETE
    @DisclosesNothing("ends, and tells nothing")
    @Operation(summary = "Erase the person", description = "With the row's key; logins end; repeating it is no error.")
    @APIResponse(responseCode = "204", description = "Nothing is on record")
    public Uni<Void> erase() {
        return record.erase(person());
    }

    private UUID person() {
        return caller.get().person();
    }
}
