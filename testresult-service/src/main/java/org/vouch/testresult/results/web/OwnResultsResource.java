package org.vouch.testresult.results.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.testresult.results.OwnResult;
import org.vouch.testresult.results.OwnResults;
import org.vouch.testresult.results.OwnResults.Place;

/** A resident's own results. Looking at them leaves no access record. */
@Path("/v1/results")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Results")
public class OwnResultsResource {
    private final CurrentCaller caller;
    private final DisclosureGate gate;
    private final OwnResults results;

    OwnResultsResource(CurrentCaller caller, DisclosureGate gate, OwnResults results) {
        this.caller = caller;
        this.gate = gate;
        this.results = results;
    }

    /** A page of one resident's results, newest first; {@code next} is null on the last one. */
    @AboutAPerson
    public record OwnResultsPage(List<OwnResult> items, @Schema(nullable = true) @Nullable String next) {
        static OwnResultsPage of(List<OwnResult> oneMore, int limit) {
            if (oneMore.size() <= limit) {
                return new OwnResultsPage(oneMore, null);
            }
            var items = oneMore.subList(0, limit);
            var last = items.get(limit - 1);
            return new OwnResultsPage(items, Cursor.of(new Place(last.reportedAt(), last.id())));
        }

        @Override
        public String toString() {
            return "OwnResultsPage";
        }
    }

    @GET
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "My results, newest first")
    @APIResponseSchema(value = OwnResultsPage.class, responseCode = "200", responseDescription = "A page of results")
    public Uni<Disclosed<OwnResultsPage>> mine(
            @QueryParam("limit")
                    @DefaultValue("20")
                    @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100"))
                    String wanted,
            @QueryParam("cursor") @Nullable String cursor) {
        var limit = limit(wanted);
        var after = cursor == null ? null : place(cursor);
        return gate.own(caller.get(), person -> results.of(person, after, limit + 1)
                .map(found -> OwnResultsPage.of(found, limit)));
    }

    /** As text, because JAX-RS answers 404 where a number is malformed. */
    private static int limit(String text) {
        if (!text.matches("[1-9][0-9]?|100")) {
            throw Problems.malformed("limit", "is from 1 to 100").asException();
        }
        return Integer.parseInt(text);
    }

    private static Place place(String cursor) {
        return Cursor.read(cursor).orElseThrow(() -> Problems.malformed("cursor", "is not one of this list")
                .asException());
    }
}
