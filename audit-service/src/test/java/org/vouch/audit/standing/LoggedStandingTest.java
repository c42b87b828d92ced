package org.vouch.audit.standing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.detection.Timeline.Change;
import org.vouch.audit.standing.LoggedStanding.Shielded;
import org.vouch.audit.standing.LoggedStanding.Suspended;

class LoggedStandingTest {
    private static final UUID ID = UUID.fromString("0b6f3a52-8f6e-4b1a-9f3e-6f0f5f6f7a11");
    private static final String REQUESTER = "ffeeddccbbaa99887766554433221100";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");

    private final LoggedStanding logged = new LoggedStanding();

    @Test
    void aSuspensionIsInForceUntilItsEndAndNotAtIt() {
        suspension("\"scope\":\"everything\",\"until\":\"2026-11-22T13:00:00.123456+01:00\"");
        assertThat(logged.suspensions(NOON.minusNanos(1))).containsExactly(new Suspended(ID, REQUESTER, false, NOON));
        assertThat(logged.suspensions(NOON)).isEmpty();
    }

    @Test
    void theLastEntryAboutItHolds() {
        suspension("\"until\":\"2026-11-22T12:00:00+00:00\"");
        suspension("\"until\":null,\"liftRequestedBy\":\"auditor-1\",\"liftedBy\":null");
        assertThat(logged.suspensions(NOON)).containsExactly(new Suspended(ID, REQUESTER, false, null));
        suspension("\"until\":null,\"liftRequestedBy\":\"auditor-1\",\"liftedBy\":\"auditor-2\"");
        assertThat(logged.suspensions(NOON)).isEmpty();
    }

    @Test
    void aFreezeTakesProxyLooksAlone() {
        suspension("\"scope\":\"proxy\",\"until\":null");
        assertThat(logged.suspensions(NOON)).containsExactly(new Suspended(ID, REQUESTER, true, null));
    }

    @Test
    void aShieldStandsUntilItEndsOrIsEnded() {
        shield("\"until\":\"2026-11-22T12:00:00.123456+00:00\",\"endedBy\":null");
        assertThat(logged.shields(NOON.minusNanos(1))).containsExactly(new Shielded(ID, NOON));
        assertThat(logged.shields(NOON)).isEmpty();
        shield("\"until\":\"2026-11-22T12:00:00.123456+00:00\",\"endedBy\":null");
        shield("\"until\":\"2026-11-22T12:00:00.123456+00:00\",\"endedBy\":\"auditor-1\"");
        assertThat(logged.shields(NOON.minusNanos(1))).isEmpty();
    }

    @Test
    void thresholdsHoldWithThoseThatWereAgreedBefore() {
        thresholds("[\"in-demand.hour\",\"in-demand.day\"]", "[6,9]", "1");
        thresholds("[\"in-demand.hour\"]", "[7]", "2");
        thresholds("[\"in-demand.hour\"]", "[8]", "null");
        thresholds("[\"no-threshold\"]", "[8]", "3");
        assertThat(logged.thresholds())
                .containsOnly(
                        Map.entry(1, new Change(1, NOON, Map.of("in-demand.hour", 6.0, "in-demand.day", 9.0))),
                        Map.entry(2, new Change(2, NOON, Map.of("in-demand.hour", 7.0, "in-demand.day", 9.0))));
    }

    private void thresholds(String names, String values, String version) {
        take("{\"kind\":\"thresholds\",\"names\":" + names + ",\"values\":" + values + ",\"version\":" + version
                + ",\"from\":\"2026-11-22T12:00:00.123456+00:00\"}");
    }

    @Test
    void whatSaysNothingOfAStandingChangesNothing() {
        logged.take(MissingNode.getInstance());
        take("{\"kind\":\"alert\",\"suspension\":\"" + ID + "\"}");
        take("{\"kind\":\"suspension\",\"suspension\":\"none\"}");
        take("{\"kind\":\"shield\"}");
        assertThat(logged.suspensions(NOON)).isEmpty();
        assertThat(logged.shields(NOON)).isEmpty();
    }

    private void suspension(String fields) {
        take("{\"kind\":\"suspension\",\"suspension\":\"" + ID + "\",\"requester\":\"" + REQUESTER + "\"," + fields
                + "}");
    }

    private void shield(String fields) {
        take("{\"kind\":\"shield\",\"shield\":\"" + ID + "\"," + fields + "}");
    }

    private void take(String entry) {
        try {
            logged.take(new JsonMapper().readTree(entry));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
