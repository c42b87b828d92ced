package org.vouch.healthcode.code.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.healthcode.policy.PolicyFailed;

/**
 * No event is lost and none holds up those behind it: an effect that fails for want of the database is tried until it
 * succeeds, and an event that can never have its effect is set aside.
 */
@ApplicationScoped
class Intake {
    private static final Logger LOG = Logger.getLogger(Intake.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final SetAsideEvents setAside;
    private final MeterRegistry meters;

    Intake(SetAsideEvents setAside, MeterRegistry meters) {
        this.setAside = setAside;
        this.meters = meters;
    }

    /** Completes once the event has had its effect or is set aside. */
    Uni<Void> take(ConsumerRecord<String, String> record, Function<ReceivedEvent, Uni<Void>> effect) {
        return untilDone(Uni.createFrom().deferred(() -> effect.apply(readable(record))))
                .onFailure()
                .recoverWithUni(hopeless -> untilDone(setAside(record, hopeless)));
    }

    private static ReceivedEvent readable(ConsumerRecord<String, String> record) {
        return ReceivedEvent.from(record).orElseThrow(() -> new MalformedEvent("not a CloudEvent"));
    }

    private Uni<Void> setAside(ConsumerRecord<String, String> record, Throwable failure) {
        LOG.errorf(
                "an event of %s is set aside (partition %d, offset %d): %s",
                record.topic(), record.partition(), record.offset(), Causes.withoutMessages(failure));
        meters.counter("vouch.events.set.aside", "topic", record.topic()).increment();
        return setAside.add(record, failure instanceof MalformedEvent malformed ? malformed.what() : "failed");
    }

    private static Uni<Void> untilDone(Uni<Void> effect) {
        return effect.onFailure(Intake::maySucceedLater)
                .invoke(failure -> LOG.warnf("an event waits: %s", Causes.withoutMessages(failure)))
                .onFailure(Intake::maySucceedLater)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .indefinitely();
    }

    /** Neither our own defects nor data that the database refuses (classes 22 and 23) get better by waiting. */
    private static boolean maySucceedLater(Throwable failure) {
        if (failure instanceof PgException refused) {
            var state = String.valueOf(refused.getSqlState());
            return !state.startsWith("22") && !state.startsWith("23");
        }
        return !(failure instanceof MalformedEvent
                || failure instanceof IllegalArgumentException
                || failure instanceof PolicyFailed
                || failure instanceof NullPointerException
                || failure instanceof ClassCastException);
    }
}
