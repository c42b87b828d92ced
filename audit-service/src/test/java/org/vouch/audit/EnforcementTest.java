package org.vouch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.ready;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** From the look that is too many to the service that refuses. */
@AuditTest
class EnforcementTest {
    private static final Logger LOG = Logger.getLogger(EnforcementTest.class);
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @Inject
    Suspensions suspensions;

    @Test
    void theSixthPersonInTenMinutesSuspendsAResidentWithinSeconds() {
        ready();
        var took = new ArrayList<Duration>();
        try (var topics = new Topics()) {
            for (var i = 0; i < 5; i++) {
                took.add(fromCrossingToEnforcement(topics, UUID.randomUUID()));
            }
        }
        LOG.infof("from crossing to enforcement: %s", took);
        assertThat(took).allMatch(one -> one.compareTo(PROMISED) < 0);
    }

    private Duration fromCrossingToEnforcement(Topics topics, UUID helper) {
        for (var i = 0; i < 5; i++) {
            topics.send(aLook().by(helper));
        }
        var sentinel = Topics.neighbourOf(helper);
        for (var i = 0; i < 6; i++) {
            topics.send(aLook().by(sentinel));
        }
        enforced(sentinel);
        assertThat(suspensions.suspended(helper.toString())).isFalse();
        var crossed = System.nanoTime();
        topics.send(aLook().by(helper));
        enforced(helper);
        return Duration.ofNanos(System.nanoTime() - crossed);
    }

    private void enforced(UUID requester) {
        await().pollInterval(Duration.ofMillis(2))
                .atMost(PROMISED.multipliedBy(3))
                .until(() -> suspensions.suspended(requester.toString()));
    }
}
