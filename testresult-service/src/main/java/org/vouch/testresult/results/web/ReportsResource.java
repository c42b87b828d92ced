package org.vouch.testresult.results.web;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.testresult.results.Report;
import org.vouch.testresult.results.ReportingResults;
import org.vouch.testresult.results.web.ReportReader.Line;

/** What labs report. A lab speaks for its organisation: reports are told apart by that, not by the client. */
@Path("/v1/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Results")
public class ReportsResource {
    private static final String ND_JSON = "application/x-ndjson";

    private final CurrentCaller caller;
    private final IdempotentPosts posts;
    private final ReportReader reader;
    private final ReportingResults reporting;

    ReportsResource(CurrentCaller caller, IdempotentPosts posts, ReportReader reader, ReportingResults reporting) {
        this.caller = caller;
        this.posts = posts;
        this.reader = reader;
        this.reporting = reporting;
    }

    /** On a worker thread: to read ten megabytes takes longer than an event loop may be held. */
    @POST
    @Blocking
    @Consumes({MediaType.APPLICATION_JSON, ND_JSON})
    @RolesAllowed(Roles.LAB)
    @DisclosesNothing("counts, and what is wrong with which line of the lab's own report")
    @Operation(
            summary = "Report results",
            description = "One report as JSON, or many as NDJSON, of which each line stands alone.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ReportLine.class)),
                @Content(mediaType = ND_JSON, schema = @Schema(implementation = ReportLine.class))
            })
    @APIResponseSchema(value = Receipt.class, responseCode = "200", responseDescription = "What became of each line")
    @APIResponse(responseCode = "400", description = "malformed-request: a single report that is not sound")
    @APIResponse(responseCode = "413", description = "too-large: too many bytes or lines")
    @APIResponse(responseCode = "415", description = "unsupported-media-type: another one, or none")
    public Uni<Receipt> report(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Context HttpHeaders headers, byte[] body)
            throws IOException {
        var lab = caller.get();
        var organisation = lab.organisation();
        if (organisation == null) {
            throw Problems.forbidden().asException();
        }
        var lines = lines(headers.getMediaType(), body);
        var reports = reports(lines);
        return posts.once(new Post(key, lab.id(), "report", sha256(body)), Receipt.class, () -> reporting
                .report(organisation, reports)
                .map(decisions -> Receipt.of(lines, decisions)));
    }

    /** A body that does not say what it is could be a sound report or a malformed line: the lab has to say. */
    private List<Line> lines(@Nullable MediaType type, byte[] body) throws IOException {
        if (type == null) {
            throw new NotSupportedException();
        }
        return MediaType.APPLICATION_JSON_TYPE.isCompatible(type)
                ? List.of(new Line.Sound(1, reader.one(body)))
                : reader.many(body);
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static List<Report> reports(List<Line> lines) {
        return lines.stream()
                .filter(Line.Sound.class::isInstance)
                .map(line -> ((Line.Sound) line).report())
                .toList();
    }
}
