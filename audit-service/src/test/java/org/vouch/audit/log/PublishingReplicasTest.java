package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.testing.Calls.soon;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.log.Publishing.Round;
import org.vouch.audit.testing.AuditTest;

/** Several replicas publish the log at once, the service's own thread being one more. */
@AuditTest
class PublishingReplicasTest {
    private static final int REPLICAS = 3;
    private static final int FACTS = 150;

    @Inject
    Pool pool;

    @Inject
    PendingFacts pending;

    @Inject
    LogEntries entries;

    @Inject
    Checkpoints checkpoints;

    @Inject
    Signer signer;

    @Inject
    Witnesses witnesses;

    @Inject
    TrustedKeys keys;

    @Inject
    LogConfig config;

    @Inject
    Clock clock;

    private final Queue<Round> rounds = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    /** What another one did meanwhile is no sign that somebody changed the log. */
    @Test
    void areNeverTakenForSomebodyWhoChangedTheLog() throws Exception {
        var threads = Executors.newFixedThreadPool(REPLICAS);
        try {
            List<Future<Void>> replicas = new ArrayList<>();
            for (var replica = 0; replica < REPLICAS; replica++) {
                replicas.add(threads.submit(aReplica()));
            }
            for (var fact = 0; fact < FACTS; fact++) {
                var unused =
                        now(pool.query("insert into log_pending (kind, open, details) values ('policy', '{}', '{}')")
                                .execute());
            }
            var size = now(entries.size());
            soon().until(() -> now(checkpoints.latest()).orElseThrow().size() >= size);
            over.set(true);
            for (var replica : replicas) {
                replica.get();
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
        assertThat(rounds).isNotEmpty().allSatisfy(round -> {
            assertThat(round).isInstanceOf(Round.Done.class);
            assertThat(((Round.Done) round).objection()).isEmpty();
        });
    }

    private Callable<Void> aReplica() {
        var publishing = new Publishing(
                pending,
                entries,
                checkpoints,
                signer,
                new Cosigning(witnesses, keys, config, clock),
                keys,
                config,
                clock);
        return () -> {
            while (!over.get()) {
                rounds.add(publishing.round());
            }
            return null;
        };
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(Patience.LONG);
    }
}
