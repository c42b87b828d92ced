package org.vouch.audit.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.ClosedConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final int ALWAYS = Integer.MAX_VALUE;

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void anOutageIsWaitedFor() {
        take(ClosedConnectionException.INSTANCE, 5);
        assertThat(tries).hasValue(6);
    }

    @Test
    void anUnforeseenFailureIsNotBelievedTheFirstTime() {
        take(new IllegalStateException(), 3);
        assertThat(tries).hasValue(4);
    }

    @Test
    void oneThatComesBackEachTimeIsBelieved() {
        assertThatThrownBy(() -> take(new UnsupportedOperationException(), ALWAYS))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(tries).hasValue(4);
    }

    @Test
    void whatIsMalformedStaysMalformed() {
        assertThatThrownBy(() -> take(new MalformedEvent("no"), ALWAYS)).isInstanceOf(MalformedEvent.class);
        assertThat(tries).hasValue(1);
    }

    private void take(RuntimeException failure, int times) {
        Intake.untilDone(Uni.createFrom()
                        .deferred(() -> tries.incrementAndGet() > times
                                ? Uni.createFrom().voidItem()
                                : Uni.createFrom().failure(failure)))
                .await()
                .atMost(LONG_ENOUGH);
    }
}
