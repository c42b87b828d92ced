package org.vouch.audit.client.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.platform.Brokers;
import org.vouch.audit.client.tracing.EventTrace;

/**
 * Publishes the outbox to Kafka, at least once, in order per key. One replica of a service relays at a time (advisory
 * lock); it is woken by NOTIFY and looks by itself every second. Rows are deleted only after Kafka has acknowledged
 * all of the batch, so a crash anywhere repeats events and loses none. Runs on a thread of its own, away from requests.
 */
@ApplicationScoped
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH = 500;
    /** Any number will do as long as nothing else in the service's database uses it. */
    static final long RELAY_LOCK = 0x766f7563684f5554L;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(15);
    private static final String CLAIM =
            "select id, topic, key, type, payload, occurred_at, traceparent from outbox order by position limit "
                    + BATCH + " for update skip locked";

    private final Pool pool;
    private final Brokers brokers;
    private final String source;
    private final Counter relayed;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private Thread thread = new Thread(this::work, "outbox-relay");

    OutboxRelay(
            Pool pool,
            Brokers brokers,
            @ConfigProperty(name = "vouch.tokens.audience") String service,
            MeterRegistry meters) {
        this.pool = pool;
        this.brokers = brokers;
        this.source = "/" + service;
        this.relayed = Counter.builder("vouch.outbox.relayed")
                .description("Events of the outbox that Kafka has acknowledged")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake.release();
        thread.join(TimeUnit.SECONDS.toMillis(3));
    }

    private void work() {
        while (!stopping) {
            try (var kafka = producer()) {
                relayWith(kafka);
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (!stopping) {
                    LOG.warnf("the outbox waits: %s", Causes.withoutMessages(e));
                    pause();
                }
            }
        }
    }

    private void relayWith(KafkaProducer<String, String> kafka) throws Exception {
        var connection = pool.getConnection().await().atMost(ACKNOWLEDGED_WITHIN);
        try {
            var database = PgConnection.newInstance((io.vertx.pgclient.PgConnection) connection.getDelegate());
            database.notificationHandler(notification -> wake.release());
            var leading = leads(database);
            while (!leading && !stopping) {
                await();
                leading = leads(database);
            }
            if (leading) {
                run(database, "listen outbox");
                relay(database, kafka);
                run(database, "unlisten outbox");
                run(database, "select pg_advisory_unlock(" + RELAY_LOCK + ")");
            }
        } catch (Exception e) {
            // The connection carries the lock and the subscription: it must not go back into the pool with them.
            discard(connection);
            throw e;
        }
        connection.close().await().atMost(ACKNOWLEDGED_WITHIN);
    }

    /** What stood in the outbox when the end was told goes as well. */
    private void relay(PgConnection database, KafkaProducer<String, String> kafka) throws Exception {
        for (var last = false; !last; ) {
            last = stopping;
            if (relayBatch(database, kafka) == BATCH) {
                last = false;
            } else if (!last) {
                await();
            }
        }
    }

    private static void discard(io.vertx.mutiny.sqlclient.SqlConnection connection) {
        try {
            connection
                    .query("select pg_terminate_backend(pg_backend_pid())")
                    .execute()
                    .await()
                    .atMost(LOOK_AGAIN);
        } catch (RuntimeException gone) {
            LOG.debug("the relay's connection is gone");
        }
        connection.closeAndForget();
    }

    private static boolean leads(PgConnection database) {
        return database.query("select pg_try_advisory_lock(" + RELAY_LOCK + ")")
                .execute()
                .await()
                .atMost(ACKNOWLEDGED_WITHIN)
                .iterator()
                .next()
                .getBoolean(0);
    }

    private int relayBatch(PgConnection database, KafkaProducer<String, String> kafka) throws Exception {
        run(database, "begin");
        try {
            var rows = database.preparedQuery(CLAIM).execute().await().atMost(ACKNOWLEDGED_WITHIN);
            if (rows.size() > 0) {
                publish(rows, kafka);
                delete(rows, database);
            }
            run(database, "commit");
            relayed.increment(rows.size());
            return rows.size();
        } catch (Exception e) {
            run(database, "rollback");
            throw e;
        }
    }

    private void publish(RowSet<Row> rows, KafkaProducer<String, String> kafka)
            throws InterruptedException, ExecutionException, TimeoutException {
        var sent = new ArrayList<Future<RecordMetadata>>(rows.size());
        for (var row : rows) {
            for (var record : records(row, kafka)) {
                sent.add(kafka.send(record));
            }
        }
        for (var acknowledgement : sent) {
            acknowledgement.get(ACKNOWLEDGED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private List<ProducerRecord<String, String>> records(Row row, KafkaProducer<String, String> kafka) {
        if (!row.getString("key").equals(OutgoingEvent.EVERY_PARTITION)) {
            return List.of(record(row, null));
        }
        var partitions = kafka.partitionsFor(row.getString("topic"));
        var copies = new ArrayList<ProducerRecord<String, String>>(partitions.size());
        for (var info : partitions) {
            var copy = record(row, info.partition());
            copy.headers()
                    .add(
                            OutgoingEvent.PARTITIONS,
                            Integer.toString(partitions.size()).getBytes(StandardCharsets.US_ASCII));
            copies.add(copy);
        }
        return copies;
    }

    private ProducerRecord<String, String> record(Row row, @Nullable Integer partition) {
        var record =
                new ProducerRecord<>(row.getString("topic"), partition, row.getString("key"), row.getString("payload"));
        var headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                row.getUUID("id").toString(),
                "ce_type",
                row.getString("type"),
                "ce_source",
                source,
                "ce_time",
                row.getOffsetDateTime("occurred_at").toInstant().toString(),
                "content-type",
                "application/json");
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        var trace = row.getString("traceparent");
        if (trace != null) {
            record.headers().add(EventTrace.HEADER, trace.getBytes(StandardCharsets.US_ASCII));
        }
        return record;
    }

    private static void delete(RowSet<Row> rows, PgConnection database) {
        List<UUID> ids = new ArrayList<>(rows.size());
        rows.forEach(row -> ids.add(row.getUUID("id")));
        var unused = database.preparedQuery("delete from outbox where id = any($1)")
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of((Object) ids.toArray(UUID[]::new))))
                .await()
                .atMost(ACKNOWLEDGED_WITHIN);
    }

    private static void run(PgConnection database, String sql) {
        var unused = database.query(sql).execute().await().atMost(ACKNOWLEDGED_WITHIN);
    }

    private void await() throws InterruptedException {
        if (wake.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    private void pause() {
        try {
            await();
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private KafkaProducer<String, String> producer() {
        var settings = new HashMap<String, Object>(brokers.settings());
        settings.putAll(Map.of(
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                0,
                "max.block.ms",
                5_000,
                "request.timeout.ms",
                5_000,
                "delivery.timeout.ms",
                10_000,
                "buffer.memory",
                8_388_608L));
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
}
