package org.vouch.audit.client.inbox;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.platform.Brokers;

/**
 * Keeps this replica's own view of a compacted topic: all of it is read at every start, and then what comes. Until it has
 * been read once the view is not {@link #known}; while Kafka is away the last view stays.
 */
public final class CompactedTopic implements ConsumerThread.Following {
    private static final Logger LOG = Logger.getLogger(CompactedTopic.class);

    private final String topic;
    private final View view;
    private final ConsumerThread thread;
    /** Where to read on after an interruption: reading all of it again would go through past views again. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private final CountDownLatch known = new CountDownLatch(1);
    private Map<TopicPartition, Long> end = Map.of();

    /** What is made of the topic; always called on one and the same thread. */
    public interface View {
        void apply(ReceivedEvent event);

        /** Nothing is said under this key any more. */
        void forget(String key);
    }

    /** {@code name} is the thread's. */
    public CompactedTopic(String name, String topic, Brokers brokers, View view) {
        this.topic = topic;
        this.view = view;
        this.thread = new ConsumerThread(name, brokers, Map.of(), this);
    }

    public void start() {
        thread.start();
    }

    public void stop() throws InterruptedException {
        thread.stop();
    }

    /** Whether the topic has been read to its end at least once since the start. */
    public boolean known() {
        return known.getCount() == 0;
    }

    /** Returns as soon as it is {@link #known}, and otherwise after {@code longest}. */
    public void awaitKnown(Duration longest) {
        try {
            if (!known.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("%s is not known yet; the start goes on without it", topic);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void begin(Consumer<String, String> kafka) {
        var partitions = kafka.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("no topic " + topic);
        }
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        next.forEach((partition, offset) -> kafka.seek(partition, offset));
        end = kafka.endOffsets(partitions);
    }

    @Override
    public void take(Consumer<String, String> kafka, ConsumerRecords<String, String> records) {
        for (var record : records) {
            applyOrLeave(record);
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        if (!known() && end.entrySet().stream().allMatch(last -> kafka.position(last.getKey()) >= last.getValue())) {
            known.countDown();
            LOG.infof("%s is known", topic);
        }
    }

    /** A record that makes no sense must not keep the next ones from having their effect. */
    private void applyOrLeave(ConsumerRecord<String, String> record) {
        try {
            if (record.key() != null && record.value() == null) {
                view.forget(record.key());
                return;
            }
            ReceivedEvent.from(record)
                    .ifPresentOrElse(
                            view::apply,
                            () -> LOG.errorf("an event of %s at offset %d is malformed", topic, record.offset()));
        } catch (RuntimeException e) {
            LOG.errorf("an event of %s at offset %d is left: %s", topic, record.offset(), Causes.withoutMessages(e));
        }
    }
}
