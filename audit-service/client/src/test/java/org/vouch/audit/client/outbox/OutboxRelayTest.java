package org.vouch.audit.client.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.platform.Brokers;
import org.vouch.audit.client.testing.Patience;
import org.vouch.embedded.Database;
import org.vouch.embedded.TestPlatform;

/** One replica relays; the others stand by, also when they are stopped. */
class OutboxRelayTest {
    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Database database;
    private Connection leader;
    private Pool pool;
    private OutboxRelay relay;

    @BeforeEach
    void start() throws SQLException {
        database = TestPlatform.createDatabase("relay");
        var unused = Flyway.configure()
                .dataSource(database.jdbcUrl(), database.username(), database.password())
                .locations("db/accountability")
                .load()
                .migrate();
        leader = DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
        run("delete from outbox");
        pool = Pool.pool(
                vertx,
                PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.username())
                        .setPassword(database.password()),
                new PoolOptions());
        relay = new OutboxRelay(pool, Brokers.at(TestPlatform.bootstrapServers()), "relay-test", meters);
    }

    @AfterEach
    void stop() throws SQLException {
        leader.close();
        vertx.closeAndAwait();
    }

    /** Out of turn it would send what comes behind that which the leader is sending. */
    @Test
    void oneThatStandsByRelaysNothingWhenItIsStopped() throws Exception {
        run("select pg_advisory_lock(" + OutboxRelay.RELAY_LOCK + ")");
        run("insert into outbox (id, topic, key, type, payload, occurred_at) values ('" + UUID.randomUUID()
                + "', 'identity.persons', 'key', 'org.vouch.test.Nothing.v1', '{}', now())");
        relay.start(new StartupEvent());
        until("select count(*) from pg_stat_activity where datname = current_database()"
                + " and query like '%pg_try_advisory_lock%' and pid <> pg_backend_pid()");
        relay.stop(new ShutdownEvent());
        assertThat(number("select count(*) from outbox")).isOne();
        assertThat(meters.counter("vouch.outbox.relayed").count()).isZero();
    }

    @Test
    void oneThatLeadsRelaysWhatIsThereWhenItIsStopped() throws Exception {
        run("insert into outbox (id, topic, key, type, payload, occurred_at) values ('" + UUID.randomUUID()
                + "', 'identity.persons', 'key', 'org.vouch.test.Nothing.v1', '{}', now())");
        relay.start(new StartupEvent());
        until("select count(*) from pg_locks join pg_database on database = pg_database.oid"
                + " where locktype = 'advisory' and datname = current_database()");
        relay.stop(new ShutdownEvent());
        assertThat(number("select count(*) from outbox")).isZero();
        assertThat(meters.counter("vouch.outbox.relayed").count()).isOne();
    }

    private void run(String sql) throws SQLException {
        try (var statement = leader.createStatement()) {
            statement.execute(sql);
        }
    }

    private void until(String countsOne) {
        await().atMost(Patience.LONG).until(() -> number(countsOne) == 1);
    }

    private long number(String sql) throws SQLException {
        try (var statement = leader.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
