package org.vouch.audit.pages.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problems;

/**
 * The operations page and what it is made of. It runs its own scripts and no others, talks to the address that it came
 * from and to no other one, and stands in no frame.
 */
@Path("/")
public class PageResource {
    private static final String SAME_FOR_ALL = "the same files for everybody, with no data in them";
    private static final String POLICY = "default-src 'none'; script-src 'self'%s; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final PageFiles files;

    PageResource(PageFiles files) {
        this.files = files;
    }

    @GET
    @Path("ops")
    @PermitAll
    @DisclosesNothing(SAME_FOR_ALL)
    @Operation(hidden = true)
    public RestResponse<byte[]> operations(@HeaderParam("If-None-Match") @Nullable String known) {
        return answer("ops/ops.html", known);
    }

    @GET
    @Path("ops/{name: .+}")
    @PermitAll
    @DisclosesNothing(SAME_FOR_ALL)
    @Operation(hidden = true)
    public RestResponse<byte[]> part(
            @PathParam("name") String name, @HeaderParam("If-None-Match") @Nullable String known) {
        return answer("ops/" + name, known);
    }

    @GET
    @Path("kit/{name: .+}")
    @PermitAll
    @DisclosesNothing(SAME_FOR_ALL)
    @Operation(hidden = true)
    public RestResponse<byte[]> kit(
            @PathParam("name") String name, @HeaderParam("If-None-Match") @Nullable String known) {
        return answer("kit/" + name, known);
    }

    private RestResponse<byte[]> answer(String name, @Nullable String known) {
        var file = files.named(name).orElseThrow(() -> Problems.notFound().asException());
        var unchanged = file.tag().equals(known);
        return RestResponse.ResponseBuilder.<byte[]>create(
                        unchanged ? RestResponse.Status.NOT_MODIFIED : RestResponse.Status.OK)
                .entity(unchanged ? null : file.content())
                .header("Content-Type", file.type())
                .header("ETag", file.tag())
                // Asked for again each time: a page and its parts are of one version.
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", POLICY.formatted(file.scripts()))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
                .build();
    }
}
