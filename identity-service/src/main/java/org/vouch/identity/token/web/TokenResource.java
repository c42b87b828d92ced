package org.vouch.identity.token.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.identity.staff.web.OwnPages;
import org.vouch.identity.staff.web.SessionCookie;
import org.vouch.identity.token.AssertingClient.Assertion;
import org.vouch.identity.token.Grant;
import org.vouch.identity.token.GrantingToClient;
import org.vouch.identity.token.GrantingToStaff;
import org.vouch.identity.token.Refreshing;

/** The token endpoint of RFC 6749 section 3.2. */
@Path("/oauth2/token")
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
    private final GrantingToClient clients;
    private final ResidentGrants residents;
    private final Refreshing refreshing;
    private final GrantingToStaff staff;
    private final OwnPages pages;

    TokenResource(
            GrantingToClient clients,
            ResidentGrants residents,
            Refreshing refreshing,
            GrantingToStaff staff,
            OwnPages pages) {
        this.clients = clients;
        this.residents = residents;
        this.refreshing = refreshing;
        this.staff = staff;
        this.pages = pages;
    }

    /** RFC 6749 section 5.1. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "Token";
        }
    }

    /** For the OpenAPI document: every parameter of every grant. */
    record TokenForm(
            @JsonProperty("grant_type") String grantType,
            @Nullable String audience,
            @JsonProperty("client_assertion_type") @Nullable String clientAssertionType,
            @JsonProperty("client_assertion") @Nullable String clientAssertion,
            @JsonProperty("client_id") @Nullable String clientId,
            @JsonProperty("face_session") @Nullable String faceSession,
            @JsonProperty("counter_code") @Nullable String counterCode,
            @JsonProperty("document_type") @Nullable String documentType,
            @JsonProperty("document_number") @Nullable String documentNumber,
            @Nullable String name,
            @JsonProperty("refresh_token") @Nullable String refreshToken) {
        @Override
        public String toString() {
            return "TokenForm";
        }
    }

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @DisclosesNothing("a token is its holder's own credential; what it says of a person is sealed")
    @Operation(
            summary = "Get an access token",
            description =
                    "Grants: client_credentials (HTTP Basic or private_key_jwt), urn:vouch:grant:face, refresh_token,"
                            + " urn:vouch:grant:counter (both halves of the code as one, the first officer's first, in"
                            + " place of the face), urn:vouch:grant:staff-session (the cookie `" + SessionCookie.NAME
                            + "`, the header `" + OwnPages.HEADER + "` with any value, and no other site's page).")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = TokenForm.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Token.class)))
    @APIResponse(
            responseCode = "400",
            description = "RFC 6749 error; invalid_grant has one body for every cause",
            content = @Content(schema = @Schema(implementation = OAuthErrors.Body.class)))
    @APIResponse(
            responseCode = "401",
            description = "invalid_client",
            content = @Content(schema = @Schema(implementation = OAuthErrors.Body.class)))
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: too many faces did not match; the session or code is not spent")
    @APIResponse(responseCode = "503", description = "overloaded; the session or code is not spent")
    public Uni<RestResponse<Token>> token(
            @HeaderParam("Authorization") @Nullable String authorization, @Context HttpHeaders headers, byte[] body) {
        return TokenRequest.read(headers.getMediaType(), body)
                .map(request -> token(authorization, headers, request))
                .orElseGet(() -> refuse(Grant.Cause.INVALID_REQUEST))
                .map(TokenResource::notStored);
    }

    /** RFC 6749 section 5.1 asks for both headers. */
    private static RestResponse<Token> notStored(Token token) {
        return RestResponse.ResponseBuilder.ok(token)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .build();
    }

    private Uni<Token> token(@Nullable String authorization, HttpHeaders headers, TokenRequest request) {
        var type = request.get("grant_type");
        if (type == null || request.repeats()) {
            return refuse(Grant.Cause.INVALID_REQUEST);
        }
        return switch (type) {
            case "client_credentials" -> forClient(authorization, request);
            case "refresh_token" -> refreshed(request);
            case "urn:vouch:grant:face" -> residents.byFace(request).chain(TokenResource::answer);
            case "urn:vouch:grant:counter" -> residents.atCounter(request).chain(TokenResource::answer);
            case "urn:vouch:grant:staff-session" -> forStaff(headers, request);
            default -> refuse(Grant.Cause.UNSUPPORTED_GRANT_TYPE);
        };
    }

    private Uni<Token> forClient(@Nullable String authorization, TokenRequest request) {
        var assertion = new Assertion(
                request.get("client_assertion_type"), request.get("client_assertion"), request.get("client_id"));
        if (assertion.type() != null || assertion.jwt() != null) {
            // RFC 6749 section 2.3: one method in each request.
            return authorization == null
                    ? clients.grant(assertion, request.get("audience")).chain(TokenResource::answer)
                    : refuse(Grant.Cause.INVALID_REQUEST);
        }
        return TokenRequest.basic(authorization)
                .map(client -> answer(clients.grant(client.id(), client.secret(), request.get("audience"))))
                .orElseGet(() -> refuse(Grant.Cause.INVALID_CLIENT));
    }

    private Uni<Token> refreshed(TokenRequest request) {
        var token = request.get("refresh_token");
        return token == null
                ? refuse(Grant.Cause.INVALID_REQUEST)
                : refreshing.refresh(token).chain(TokenResource::answer);
    }

    /** The form alone is one that any site's page could send. */
    private Uni<Token> forStaff(HttpHeaders headers, TokenRequest request) {
        if (headers.getHeaderString(OwnPages.HEADER) == null || !pages.sent(headers)) {
            return refuse(Grant.Cause.INVALID_REQUEST);
        }
        var session = headers.getCookies().get(SessionCookie.NAME);
        return staff.grant(session == null ? null : session.getValue(), request.get("audience"))
                .chain(TokenResource::answer);
    }

    private static Uni<Token> answer(Grant grant) {
        if (grant instanceof Grant.Granted granted) {
            return Uni.createFrom()
                    .item(new Token(granted.accessToken(), "Bearer", granted.lifeInSeconds(), granted.refreshToken()));
        }
        return refuse(((Grant.Refused) grant).cause());
    }

    private static Uni<Token> refuse(Grant.Cause error) {
        return Uni.createFrom().failure(new OAuthError(error));
    }
}
