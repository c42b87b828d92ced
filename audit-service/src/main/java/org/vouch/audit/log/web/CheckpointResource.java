package org.vouch.audit.log.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.log.ReadingLog;

/** How large the log is and what its root is, signed and cosigned (C2SP tlog-checkpoint). */
@Path("/checkpoint")
@Tag(name = "Log", description = "The transparency log, for everyone")
public class CheckpointResource {
    private final ReadingLog log;

    CheckpointResource(ReadingLog log) {
        this.log = log;
    }

    @GET
    @PermitAll
    @Produces("text/plain; charset=utf-8")
    @DisclosesNothing("the size and the root of the log")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=1")
    @Operation(summary = "The newest checkpoint that enough witnesses have cosigned (C2SP tlog-checkpoint)")
    @APIResponse(
            responseCode = "200",
            description = "A signed note",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "Nothing is published yet")
    public Uni<String> newest() {
        return log.checkpoint()
                .map(found -> found.map(published -> published.note().note())
                        .orElseThrow(() -> Problems.notFound().asException()));
    }
}
