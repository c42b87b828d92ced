package org.vouch.audit.operations.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.AlertFixture.anAlert;
import static org.vouch.audit.testing.Calls.asAuditor;
import static org.vouch.audit.testing.Calls.soon;

import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

@AuditTest
class OperationsTest {
    @Inject
    RaisingAlert raising;

    @Test
    void countsWhatBecameAnEntryAndWhatWasRaised() {
        var before = read("PT1H");
        var look = aLook().by(UUID.randomUUID()).about(UUID.randomUUID());
        try (var topics = new Topics()) {
            topics.send(look);
        }
        var unused = anAlert().raise(raising);

        soon().untilAsserted(() -> {
            var after = read("PT1H");
            assertThat(sum(after, "granted")).isGreaterThan(sum(before, "granted"));
            assertThat(sum(after, "alerts")).isGreaterThan(sum(before, "alerts"));
            assertThat(after.getLong("log.entries")).isGreaterThan(before.getLong("log.entries"));
        });
        var after = read("PT1H");
        assertThat(after.getLong("log.published")).isLessThanOrEqualTo(after.getLong("log.entries"));
        assertThat(after.getList("producers.producer")).doesNotHaveDuplicates();
        assertThat(after.prettify()).doesNotContain(look.id().toString());
    }

    @ParameterizedTest
    @CsvSource({"PT1H, PT1M", "PT24H, PT30M", "P1D, PT30M", "P7D, PT3H"})
    void stepsFollowEachOtherUpToNow(String period, Duration step) {
        var read = read(period);
        var steps = read.getList("steps.at", String.class).stream()
                .map(Instant::parse)
                .toList();
        for (var i = 1; i < steps.size(); i++) {
            assertThat(steps.get(i)).isEqualTo(steps.get(i - 1).plus(step));
        }
        var now = Instant.parse(read.getString("at"));
        assertThat(steps.get(steps.size() - 1)).isBetween(now.minus(step), now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT2H", "x", "P1000000000000D", "-PT1H"})
    void otherPeriodsAreRefused(String period) {
        asAuditor("auditor-1")
                .get("/v1/operations?period=" + period)
                .then()
                .statusCode(400)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:vouch:problem:malformed-request"));
    }

    private static JsonPath read(String period) {
        return asAuditor("auditor-1")
                .get("/v1/operations?period=" + period)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static int sum(JsonPath read, String field) {
        return read.getList("steps." + field, Integer.class).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
