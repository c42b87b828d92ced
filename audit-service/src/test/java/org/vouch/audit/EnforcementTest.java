package org.vouch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.AccessFixture.aLook;
import static org.vouch.audit.testing.Calls.ready;
import static org.vouch.audit.testing.Calls.soon;

import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.testing.AuditTest;
import org.vouch.audit.testing.Topics;

/** From the look that is too many to the service that refuses. */
@AuditTest
class EnforcementTest {
    @Inject
    Suspensions suspensions;

    @Test
    void theSixthPersonInTenMinutesSuspendsAResident() {
        ready();
        try (var topics = new Topics()) {
            for (var i = 0; i < 5; i++) {
                fromCrossingToEnforcement(topics, UUID.randomUUID());
            }
        }
    }

    private void fromCrossingToEnforcement(Topics topics, UUID helper) {
        for (var i = 0; i < 5; i++) {
            topics.send(aLook().by(helper));
        }
        var sentinel = Topics.neighbourOf(helper);
        for (var i = 0; i < 6; i++) {
            topics.send(aLook().by(sentinel));
        }
        enforced(sentinel);
        assertThat(suspensions.suspended(helper.toString())).isFalse();
        topics.send(aLook().by(helper));
        enforced(helper);
    }

    private void enforced(UUID requester) {
        soon().until(() -> suspensions.suspended(requester.toString()));
    }
}
