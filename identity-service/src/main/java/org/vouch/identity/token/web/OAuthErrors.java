package org.vouch.identity.token.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** One body for each error, whatever its cause. */
class OAuthErrors {

    @Schema(name = "OAuthError")
    record Body(String error) {}

    @ServerExceptionMapper
    Response answer(OAuthError e) {
        var answer = Response.status(e.error().status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .entity(new Body(e.error().wire()));
        return (e.error().status() == 401 ? answer.header("WWW-Authenticate", "Basic realm=\"vouch\"") : answer)
                .build();
    }
}
