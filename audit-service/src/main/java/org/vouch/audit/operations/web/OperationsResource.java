package org.vouch.audit.operations.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.operations.Period;
import org.vouch.audit.operations.ReadingOperations;

/** How much is looked at, and whether all of it is written down. */
@Path("/v1/operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Operations", description = "Counts over time, and the state of the log")
public class OperationsResource {
    private final ReadingOperations reading;

    OperationsResource(ReadingOperations reading) {
        this.reading = reading;
    }

    /** All of it at one moment. */
    @Schema(name = "Operations")
    public record View(Instant at, LogView log, List<ProducerView> producers, List<StepView> steps) {
        static View of(ReadingOperations.Read read) {
            var log = read.log();
            return new View(
                    read.at(),
                    new LogView(log.entries(), log.published(), log.publishedAt()),
                    read.producers().stream()
                            .map(one ->
                                    new ProducerView(one.name(), one.told(), one.came(), one.missing(), one.heardAt()))
                            .toList(),
                    read.steps().stream()
                            .map(one -> new StepView(
                                    one.from(), one.granted(), one.refused(), one.alerts(), one.entryDelaySeconds()))
                            .toList());
        }
    }

    /** The log. */
    @Schema(name = "OperationsLog")
    public record LogView(
            long entries,
            @Schema(description = "entries under the published checkpoint") long published,
            @Nullable @Schema(description = "null before the first checkpoint") Instant publishedAt) {}

    /** One writer of access records. */
    @Schema(name = "OperationsProducer")
    public record ProducerView(
            String producer,
            @Schema(description = "up to which number it says that it wrote") long told,
            @Schema(description = "up to which number all that was ever to come is here or noted as a gap") long came,
            @Schema(description = "numbers that are not here and not explained") long missing,
            @Nullable @Schema(description = "its newest heartbeat") Instant heardAt) {}

    /** What became an entry in one step. */
    @Schema(name = "OperationsStep")
    public record StepView(
            Instant at,
            @Schema(description = "looks that were answered") long granted,
            @Schema(description = "looks that were refused") long refused,
            @Schema(description = "alerts that were raised") long alerts,
            @Nullable
                    @Schema(description = "in which nineteen of twenty looks became entries; null where there was none")
                    Double entryDelaySeconds) {}

    @GET
    @DisclosesNothing("counts by time, and of the log and its writers; nobody at all")
    @Operation(
            summary = "Looks, alerts and delays over time, and the state of the log",
            description = "Of very many looks in the time the newest 50,000 entries are counted.")
    @APIResponse(responseCode = "200", description = "Counts, oldest step first")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    public Uni<View> operations(
            @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"PT1H", "PT24H", "P7D"},
                                            defaultValue = "PT1H"))
                    @QueryParam("period")
                    @Nullable
                    String period) {
        var wanted = periodOf(period).orElseThrow(() -> Problems.malformed("period", "is PT1H, PT24H or P7D")
                .asException());
        return reading.read(wanted).map(View::of);
    }

    private static Optional<Period> periodOf(@Nullable String text) {
        if (text == null) {
            return Optional.of(Period.HOUR);
        }
        try {
            return Period.of(Duration.parse(text));
        } catch (DateTimeParseException notADuration) {
            return Optional.empty();
        }
    }
}
