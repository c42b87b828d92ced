package org.vouch.audit.producers;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.producers.ClockPolicy.Skew;
import org.vouch.audit.producers.Finding.Rule;
import org.vouch.audit.records.ReadingRecords.Reading;
import org.vouch.audit.records.ReceivedAccess;
import org.vouch.audit.records.ReceivedActs;

/** Takes producers' heartbeats in, and notes whose clock is ahead. */
@ApplicationScoped
public class HearingProducers {
    private final Producers producers;
    private final ProducersConfig config;
    private final Clock clock;

    HearingProducers(Producers producers, ProducersConfig config, Clock clock) {
        this.producers = producers;
        this.config = config;
        this.clock = clock;
    }

    public Batch batch() {
        return new Batch();
    }

    /** What one batch of the topic holds of heartbeats and clocks; for one thread. */
    public final class Batch {
        private final List<Heard> heard = new ArrayList<>();
        private final List<Finding> found = new ArrayList<>();
        private final List<ReceivedActs> acts = new ArrayList<>();

        private Batch() {}

        public void add(ReceivedAccess access, Instant logTime) {
            if (ClockPolicy.of(access.at(), logTime, config.skew()) == Skew.AHEAD) {
                found.add(ahead(access.producer(), access.recordId(), access.sequence(), logTime));
            }
        }

        public void add(Reading.Heartbeat read, int partition, Instant logTime) {
            var heartbeat = read.heartbeat();
            var skew = ClockPolicy.of(heartbeat.at(), logTime, config.skew());
            if (skew == Skew.AHEAD) {
                found.add(ahead(heartbeat.producer(), null, null, logTime));
            }
            var head = heartbeat.head();
            heard.add(new Heard(
                    heartbeat.producer(),
                    partition,
                    read.partitions(),
                    heartbeat.last(),
                    head == null ? null : HexFormat.of().parseHex(head),
                    logTime,
                    heartbeat.stopping(),
                    skew == Skew.BEHIND));
        }

        public void add(ReceivedActs report) {
            acts.add(report);
        }

        /** Once the records that came before are committed. */
        public Uni<Void> take() {
            return heard.isEmpty() && found.isEmpty() && acts.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : producers.take(heard, found, acts, clock.instant());
        }

        /** Once an hour. */
        private static Finding ahead(String producer, @Nullable UUID record, @Nullable Long number, Instant logTime) {
            return new Finding(
                    producer,
                    Rule.CLOCK,
                    "ahead in hour "
                            + logTime.getEpochSecond() / Duration.ofHours(1).toSeconds(),
                    number,
                    number,
                    null,
                    logTime,
                    record == null ? List.of() : List.of(record),
                    false,
                    false);
        }
    }
}
