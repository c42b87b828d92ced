package org.vouch.identity.token.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.vouch.audit.client.caller.TokenConfig;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.identity.signing.SigningKeys;

/** What everyone needs who verifies a token or asks for one. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
public class WellKnownResource {
    /** Short enough that a new key is known everywhere before it signs. */
    private static final String CACHEABLE = "public, max-age=60";

    private final SigningKeys keys;
    private final String issuer;

    WellKnownResource(SigningKeys keys, TokenConfig tokens) {
        this.keys = keys;
        this.issuer = tokens.issuer();
    }

    /** RFC 8414 section 2. */
    public record Metadata(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
            @JsonProperty("token_endpoint_auth_signing_alg_values_supported") List<String> authSigningAlgorithms) {}

    /** RFC 7517 section 5, for the OpenAPI document. */
    record PublishedKeys(List<PublishedKey> keys) {}

    record PublishedKey(String kty, String crv, String x, String y, String kid, String alg, String use) {}

    @GET
    @Path("jwks.json")
    @PermitAll
    @DisclosesNothing("public keys")
    @Operation(summary = "The keys that sign tokens and presence proofs")
    @APIResponseSchema(value = PublishedKeys.class, responseCode = "200")
    public RestResponse<String> keys() {
        return cacheable(keys.published());
    }

    @GET
    @Path("oauth-authorization-server")
    @PermitAll
    @DisclosesNothing("metadata of this service")
    @Operation(summary = "Authorization server metadata (RFC 8414)")
    @APIResponseSchema(value = Metadata.class, responseCode = "200")
    public RestResponse<Metadata> metadata() {
        return cacheable(new Metadata(
                issuer,
                issuer + "/oauth2/token",
                issuer + "/.well-known/jwks.json",
                List.of(),
                List.of(
                        "client_credentials",
                        "refresh_token",
                        "urn:vouch:grant:face",
                        "urn:vouch:grant:counter",
                        "urn:vouch:grant:staff-session"),
                List.of("client_secret_basic", "private_key_jwt", "none"),
                List.of("ES256")));
    }

    private static <T> RestResponse<T> cacheable(T body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header("Cache-Control", CACHEABLE)
                .build();
    }
}
