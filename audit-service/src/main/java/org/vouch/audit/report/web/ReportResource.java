package org.vouch.audit.report.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.report.Reporting;
import org.vouch.audit.report.Reporting.Day;

/** How often the platform is used to look at people. */
@Path("/v1/report")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Report", description = "Counts for everyone")
public class ReportResource {
    private final Reporting reporting;

    ReportResource(Reporting reporting) {
        this.reporting = reporting;
    }

    /** The last thirty days, newest first; days without anything are left out. */
    public record Report(List<Day> days) {}

    @GET
    @PermitAll
    @DisclosesNothing("counts by day and kind of requester")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=60")
    @Operation(summary = "Lookups by kind, refusals, suspensions and disputes, by day")
    @APIResponse(responseCode = "200", description = "The last thirty days")
    public Uni<Report> report() {
        return reporting.days().map(Report::new);
    }
}
