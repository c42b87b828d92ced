package org.vouch.audit.alerts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.AlertStreamConfig;
import org.vouch.audit.alerts.FollowingAlerts;
import org.vouch.audit.alerts.web.AlertFeed.Beat;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;

/** Alerts as they are raised and decided, as Server-Sent Events (WHATWG HTML, section 9.2). */
@Path("/v1/alerts/stream")
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Alerts", description = "What the rules saw")
public class AlertStreamResource {
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

    private final FollowingAlerts following;
    private final AlertStreamConfig config;
    private final StreamSlots slots;
    private final JsonWebToken token;
    private final JWTCallerPrincipalFactory tokens;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    AlertStreamResource(
            FollowingAlerts following,
            AlertStreamConfig config,
            StreamSlots slots,
            JsonWebToken token,
            JWTCallerPrincipalFactory tokens,
            ObjectMapper json,
            MeterRegistry meters) {
        this.following = following;
        this.config = config;
        this.slots = slots;
        this.token = token;
        this.tokens = tokens;
        this.json = json;
        this.meters = meters;
    }

    /** Blocks for a moment: what is refused must be refused before the stream begins. */
    @GET
    @Blocking
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @DisclosesNothing(
            "as one alert: counts and record ids about one requester each, a resident by keyed pseudonym only")
    @Operation(
            summary = "Alerts as they are raised and decided",
            description =
                    "Each event's data is the alert as it was then, its id the place to resume from. Without"
                            + " Last-Event-ID from now on; with 0 from the first one. A comment every 15 s. Ends with the token.")
    @APIResponse(
            responseCode = "200",
            description = "Events without end",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = AlertView.class)))
    @APIResponse(responseCode = "400", description = "This stream has given no such Last-Event-ID")
    @APIResponse(responseCode = "429", description = "too-many-requests: the auditor has four streams open")
    public Multi<OutboundSseEvent> stream(
            @HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse, @Context HttpServerRequest request) {
        var from = last == null ? null : positionOf(last);
        var auditor = token.getSubject();
        var raw = token.getRawToken();
        var newest = following.last().await().atMost(PATIENCE);
        if (from != null && from > newest) {
            throw unknownPlace();
        }
        if (!slots.take(auditor)) {
            throw tooMany();
        }
        // No filter sees the answer of a stream.
        request.response().putHeader("Cache-Control", "no-store");
        return beats(from == null ? newest : from, raw, request)
                .onTermination()
                .invoke(() -> slots.giveBack(auditor))
                .map(beat -> event(sse, beat));
    }

    private Multi<Beat> beats(long from, String raw, HttpServerRequest request) {
        return Multi.createFrom()
                .emitter(
                        out -> new AlertFeed(
                                        from, following::after, config, () -> isGood(raw), () -> cutOff(request), out)
                                .start(),
                        BackPressureStrategy.ERROR);
    }

    private OutboundSseEvent event(Sse sse, Beat beat) {
        var event = sse.newEventBuilder();
        if (beat instanceof Beat.Change changed) {
            return event.id(Long.toString(changed.change().position()))
                    .mediaType(MediaType.TEXT_PLAIN_TYPE)
                    .data(text(AlertView.of(changed.change().alert())))
                    .build();
        }
        return beat instanceof Beat.Here here
                ? event.id(Long.toString(here.position())).comment("here").build()
                : event.comment("alive").build();
    }

    /** As with every call: not expired, its key and its client not revoked. */
    private boolean isGood(String raw) {
        try {
            return tokens.parse(raw, new JWTAuthContextInfo()) != null;
        } catch (ParseException ended) {
            return false;
        }
    }

    private void cutOff(HttpServerRequest request) {
        meters.counter("vouch.alert.streams.cut.off").increment();
        var unused = request.connection().close();
    }

    private String text(AlertView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert is always writable", e);
        }
    }

    private static long positionOf(String last) {
        if (!POSITION.matcher(last).matches()) {
            throw unknownPlace();
        }
        return Long.parseLong(last);
    }

    private static RuntimeException unknownPlace() {
        return Problems.malformed("Last-Event-ID", "is not one that this stream gave")
                .asException();
    }

    private static RuntimeException tooMany() {
        return Problem.of(
                        429,
                        "too-many-requests",
                        "This auditor has all their streams open",
                        "Close one of them, or wait until it ends.")
                .withRetryAfter(TRY_AGAIN)
                .asException();
    }
}
