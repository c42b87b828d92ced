package org.vouch.audit.client.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.platform.Brokers;

/**
 * A Kafka consumer on a thread of its own. Whatever fails (Kafka is away, an effect cannot be committed) ends the
 * consumer, and a second later a new one begins where the committed offsets, or {@link Following#begin}, say. Offsets
 * are never committed by themselves, and nothing is skipped by itself.
 */
public final class ConsumerThread {
    private static final Logger LOG = Logger.getLogger(ConsumerThread.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(3);

    private final String name;
    private final Map<String, Object> settings;
    private final Following following;
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<String, String> consumer;
    private volatile boolean stopping;

    /** What is done with the consumer, always on its thread; every failure leads to a new consumer. */
    public interface Following {
        /** Subscribes or assigns. */
        void begin(Consumer<String, String> kafka);

        /** After every poll, also one that brought nothing. */
        void take(Consumer<String, String> kafka, ConsumerRecords<String, String> records);
    }

    /** {@code settings} are Kafka's, beyond those that never differ here. */
    public ConsumerThread(String name, Brokers brokers, Map<String, Object> settings, Following following) {
        this.name = name;
        this.following = following;
        this.settings = new HashMap<>(Map.of(
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "default.api.timeout.ms",
                5_000,
                "request.timeout.ms",
                4_000));
        this.settings.putAll(brokers.settings());
        this.settings.putAll(settings);
        this.thread = new Thread(this::work, name);
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when the thread has ended, or after three seconds. */
    public void stop() throws InterruptedException {
        stopping = true;
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
        thread.join(STOPPED_WITHIN.toMillis());
    }

    private void work() {
        while (!stopping) {
            try (var kafka = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
                consumer = kafka;
                following.begin(kafka);
                while (!stopping) {
                    following.take(kafka, kafka.poll(POLL));
                }
            } catch (WakeupException stop) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("%s wait: %s", name, Causes.withoutMessages(e));
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
