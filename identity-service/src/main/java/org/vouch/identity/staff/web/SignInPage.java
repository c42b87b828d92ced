package org.vouch.identity.staff.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.vouch.audit.client.disclosure.DisclosesNothing;

/**
 * The page that an invitation opens: takes the secret out of the address, out of the browser's history too, and sends it
 * when somebody says so (a program that only looks at links spends none). Its script and nothing else may run; it may
 * speak to this service and to nobody else.
 */
@Path("/staff")
public class SignInPage {
    private static final String POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";

    private final String page = read("sign-in.html");
    private final String script = read("sign-in.js");

    @GET
    @Path("/sign-in")
    @PermitAll
    @Produces("text/html;charset=UTF-8")
    @DisclosesNothing("the same page for everybody")
    @Operation(hidden = true)
    public RestResponse<String> page() {
        return guarded(page);
    }

    @GET
    @Path("/sign-in.js")
    @PermitAll
    @Produces("text/javascript;charset=UTF-8")
    @DisclosesNothing("the same script for everybody")
    @Operation(hidden = true)
    public RestResponse<String> script() {
        return guarded(script);
    }

    private static RestResponse<String> guarded(String body) {
        return RestResponse.ResponseBuilder.ok(body)
                .header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .build();
    }

    private static String read(String name) {
        try (var in = Objects.requireNonNull(SignInPage.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
