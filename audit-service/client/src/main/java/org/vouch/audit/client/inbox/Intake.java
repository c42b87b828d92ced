package org.vouch.audit.client.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.edge.Outages;
import org.vouch.audit.client.tracing.FollowingEvents;

/**
 * No event is lost and none holds up those behind it: an effect that fails for want of the database is tried until it
 * succeeds, and an event that can never have its effect, or meets a defect of ours again and again, is set aside. One that cannot
 * even be set aside waits, for a failure here would end the consumer, and with it the readiness and the life of the whole replica.
 */
@ApplicationScoped
public class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** An unforeseen failure may be an outage that does not look like one, so it is not believed the first time. */
    private static final int UNFORESEEN_TRIES_MORE = 3;

    private final SetAsideEvents setAside;
    private final EventsInHand inHand;
    private final Clock clock;
    private final MeterRegistry meters;
    private final FollowingEvents traces;

    Intake(SetAsideEvents setAside, EventsInHand inHand, Clock clock, MeterRegistry meters, FollowingEvents traces) {
        this.setAside = setAside;
        this.inHand = inHand;
        this.clock = clock;
        this.meters = meters;
        this.traces = traces;
    }

    /** Completes once the event has had its effect or is set aside; never fails. */
    public Uni<Void> take(ConsumerRecord<byte[], byte[]> record, Function<ReceivedEvent, Uni<Void>> effect) {
        return inHand.counted(record.topic(), traces.following(record, followed -> untilDone(
                        Uni.createFrom().deferred(() -> {
                            var event = readable(record);
                            return effect.apply(event).invoke(() -> measure(record.topic(), event));
                        }))
                .onFailure()
                .invoke(followed::failed)
                .onFailure()
                .recoverWithUni(hopeless -> setAside(record, hopeless))));
    }

    /** A clock that is ahead of ours makes no time negative. */
    private void measure(String topic, ReceivedEvent event) {
        var delay = Duration.between(event.time(), clock.instant());
        meters.timer("vouch.events.delay", "topic", topic).record(delay.isNegative() ? Duration.ZERO : delay);
    }

    private static ReceivedEvent readable(ConsumerRecord<byte[], byte[]> record) {
        var text = new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                text(record.key()),
                text(record.value()),
                record.headers(),
                record.leaderEpoch());
        return ReceivedEvent.from(text).orElseThrow(() -> new MalformedEvent("not a CloudEvent"));
    }

    private static @Nullable String text(byte @Nullable [] bytes) {
        try {
            return bytes == null
                    ? null
                    : StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedEvent("not UTF-8");
        }
    }

    private Uni<Void> setAside(ConsumerRecord<byte[], byte[]> record, Throwable failure) {
        LOG.errorf(
                "an event of %s is set aside (partition %d, offset %d): %s",
                record.topic(), record.partition(), record.offset(), Causes.withoutMessages(failure));
        meters.counter("vouch.events.set.aside", "topic", record.topic()).increment();
        return setAside.add(record, failure instanceof MalformedEvent malformed ? malformed.what() : "failed")
                .onFailure()
                .invoke(again -> LOG.errorf("it cannot be set aside, and waits: %s", Causes.withoutMessages(again)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** Fails when the event is malformed, or when a failure that is no outage has come back each time. */
    static Uni<Void> untilDone(Uni<Void> effect) {
        return effect.onFailure(Intake::isUnforeseen)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(UNFORESEEN_TRIES_MORE)
                .onFailure(Intake::maySucceedLater)
                .invoke(failure -> LOG.warnf("an event waits: %s", Causes.withoutMessages(failure)))
                .onFailure(Intake::maySucceedLater)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    private static boolean isUnforeseen(Throwable failure) {
        return !(failure instanceof MalformedEvent) && !maySucceedLater(failure);
    }

    /** The database is away, or (SQLSTATE class 40) another transaction was in the way. Nothing else gets better by waiting. */
    private static boolean maySucceedLater(Throwable failure) {
        return Outages.isOne(failure)
                || failure instanceof DatabaseException refused
                        && String.valueOf(refused.getSqlState()).startsWith("40");
    }
}
