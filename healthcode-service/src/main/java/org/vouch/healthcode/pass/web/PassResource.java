package org.vouch.healthcode.pass.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.healthcode.pass.IssuingPass;
import org.vouch.healthcode.pass.QrCode;

@Path("/v1/pass")
public class PassResource {
    private static final String SVG = "image/svg+xml";
    private static final String PNG = "image/png";

    /** Whoever does not say what they take gets JSON. */
    private static final String ONLY_IF_ASKED = ";qs=0.1";

    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IssuingPass passes;

    PassResource(DisclosureGate gate, CurrentCaller caller, IssuingPass passes) {
        this.gate = gate;
        this.caller = caller;
        this.passes = passes;
    }

    /** A pass as text. */
    @AboutAPerson
    public record Pass(String pass, Instant refreshAfter, Instant expiresAt) {
        static Pass of(IssuingPass.Pass issued) {
            return new Pass(issued.text(), issued.refreshAfter(), issued.expiresAt());
        }

        @Override
        public String toString() {
            return "Pass";
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "A pass of the caller's colour, or its QR code; lives for at most 60 seconds")
    @APIResponse(
            responseCode = "200",
            description = "A new pass, in the form asked for",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Pass.class)),
                @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = PNG, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Uni<Disclosed<Pass>> text() {
        return gate.own(caller.get(), passes::issue).map(pass -> pass.map(Pass::of));
    }

    @GET
    @Produces(SVG + ONLY_IF_ASKED)
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(hidden = true)
    public Uni<RestResponse<Disclosed<String>>> svg() {
        return gate.own(caller.get(), passes::issue)
                .map(pass -> as(SVG, pass.map(issued -> QrCode.of(issued.text()).svg())));
    }

    @GET
    @Produces(PNG + ONLY_IF_ASKED)
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(hidden = true)
    public Uni<RestResponse<Disclosed<byte[]>>> png() {
        return gate.own(caller.get(), passes::issue)
                .map(pass -> as(PNG, pass.map(issued -> QrCode.of(issued.text()).png())));
    }

    /** Without the preference that only serves to choose. */
    private static <T> RestResponse<T> as(String type, T answer) {
        return RestResponse.ResponseBuilder.ok(answer).type(type).build();
    }
}
