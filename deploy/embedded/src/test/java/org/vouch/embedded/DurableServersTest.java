package org.vouch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableServersTest {

    private static final String SUPERUSER = "a-superuser-of-a-test";
    private static final String ROLE = "a-role-of-one-test-only";

    @Test
    void aRowOutlivesTheServerAndTheServerIsGoneAfterClose(@TempDir Path folder) throws Exception {
        int port = Ports.free();
        try (PostgresServer server = started(folder, port)) {
            Database database = server.database("identity", ROLE);
            execute(database, "create table kept (word text)");
            execute(database, "insert into kept values ('still here')");
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .hasMessageContaining("refused");

        try (PostgresServer server = started(folder, port)) {
            assertThat(first(server.database("identity", ROLE), "select word from kept"))
                    .isEqualTo("still here");
        }
    }

    @Test
    void aRoleComesInOnlyWithItsPasswordAndOnlyToItsOwnDatabase(@TempDir Path folder) {
        try (PostgresServer server = started(folder, Ports.free())) {
            Database own = server.database("identity", ROLE);
            Database others = server.database("audit", "another-role-of-the-test");

            assertThatThrownBy(() -> DriverManager.getConnection(own.jdbcUrl(), "identity", "wrong")
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThatThrownBy(() -> DriverManager.getConnection(own.jdbcUrl(), "postgres", "")
                            .close())
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> DriverManager.getConnection(others.jdbcUrl(), "identity", ROLE)
                            .close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("permission denied for database");
        }
    }

    @Test
    void anEventOutlivesTheBrokerAndNoTopicComesByItself(@TempDir Path folder) throws Exception {
        int port = Ports.free();
        int controller = Ports.free();
        try (KafkaBroker broker = KafkaBroker.durable(folder.resolve("kafka"), port, controller)) {
            broker.create(Topics.ALL);
            broker.create(Topics.ALL);
            send(broker, Topics.COLOURS.name(), "green");
            assertThatThrownBy(() -> send(broker, "nobody.created.this", "x"))
                    .hasMessageContaining("nobody.created.this");
        }
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .hasMessageContaining("refused");

        try (KafkaBroker broker = KafkaBroker.durable(folder.resolve("kafka"), port, controller)) {
            assertThat(firstEvent(broker, Topics.COLOURS.name())).isEqualTo("green");
        }
    }

    @Test
    void aCommitWaitsForTheDisk(@TempDir Path folder) throws Exception {
        try (PostgresServer server = started(folder, Ports.free())) {
            assertThat(first(server.database("identity", ROLE), "show fsync")).isEqualTo("on");
            assertThat(first(server.database("identity", ROLE), "show synchronous_commit"))
                    .isEqualTo("on");
        }
    }

    /** The first process makes the data folder, the second is the server. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void closedInTheMiddleOfItsStartItLeavesNoProcessAndTheNextStartSucceeds(int nth, @TempDir Path folder)
            throws Exception {
        int port = Ports.free();
        PostgresServer server = PostgresServer.durable(folder.resolve("pg"), folder.resolve("log"), port, SUPERUSER);
        List<ProcessHandle> begun = new CopyOnWriteArrayList<>();
        CountDownLatch now = new CountDownLatch(nth);
        CompletableFuture<PostgresServer> starting = CompletableFuture.supplyAsync(() -> server.start(process -> {
            begun.add(process);
            now.countDown();
        }));
        now.await();

        server.close();

        assertThat(begun).hasSize(nth).noneMatch(ProcessHandle::isAlive);
        assertThatThrownBy(() -> starting.get(120, TimeUnit.SECONDS)).hasMessageContaining("PostgreSQL did not start");
        assertThat(begun).hasSize(nth);
        assertThat(PostgresServer.runningOn(folder.resolve("pg"))).isEmpty();
        try (PostgresServer again = started(folder, port)) {
            assertThat(first(again.database("identity", ROLE), "select 'up'")).isEqualTo("up");
        }
    }

    @Test
    void aServerIsFoundByItsFolderAndEndedByWhoeverFindsIt(@TempDir Path folder) {
        try (PostgresServer server = started(folder, Ports.free())) {
            ProcessHandle found = PostgresServer.runningOn(folder.resolve("pg")).orElseThrow();
            assertThat(server.process()).contains(found);

            PostgresServer.end(found, Duration.ofMinutes(2));

            assertThat(found.isAlive()).isFalse();
            assertThat(server.process()).isEmpty();
        }
    }

    @Test
    void whatCannotStartSaysWhy(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> started(folder, taken.getLocalPort()).close())
                    .hasMessageContaining("PostgreSQL did not start")
                    .hasMessageContaining("Address already in use");
        }
    }

    private static PostgresServer started(Path folder, int port) {
        return PostgresServer.durable(folder.resolve("pg"), folder.resolve("log"), port, SUPERUSER)
                .start(process -> {});
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String first(Database database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(Database database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }

    private static void send(KafkaBroker broker, String topic, String value) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "max.block.ms", "3000", "linger.ms", "0");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            assertThat(producer.send(new ProducerRecord<>(topic, "person", value))
                            .get()
                            .hasOffset())
                    .isTrue();
        }
    }

    private static String firstEvent(KafkaBroker broker, String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(), "group.id", "test", "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            List<String> seen = new ArrayList<>();
            for (int attempt = 0; attempt < 60 && seen.isEmpty(); attempt++) {
                consumer.poll(Duration.ofMillis(500)).forEach(event -> seen.add(event.value()));
            }
            assertThat(seen).hasSize(1);
            return seen.get(0);
        }
    }
}
