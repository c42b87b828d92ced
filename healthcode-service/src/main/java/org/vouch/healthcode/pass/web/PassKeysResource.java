package org.vouch.healthcode.pass.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.healthcode.pass.PassKeys;

@Path("/.well-known/pass-keys.json")
@Produces(MediaType.APPLICATION_JSON)
public class PassKeysResource {
    private final PassKeys keys;

    PassKeysResource(PassKeys keys) {
        this.keys = keys;
    }

    /** A JWK set (RFC 7517); {@code kid} is the base64url of the pass's kid. */
    public record KeySet(List<PassKeys.PublicKey> keys) {}

    @GET
    @PermitAll
    @DisclosesNothing("public keys")
    @Operation(summary = "The keys by which passes are verified offline")
    @APIResponseSchema(KeySet.class)
    public RestResponse<KeySet> keys() {
        return RestResponse.ResponseBuilder.ok(new KeySet(keys.publicKeys()))
                .header("Cache-Control", "public, max-age=3600")
                .build();
    }
}
