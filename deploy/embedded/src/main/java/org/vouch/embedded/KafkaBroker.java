package org.vouch.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A real Kafka in this JVM, broker and controller in one, reachable from this machine only; topics exist only when they
 * were created by name.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final int NODE = 1;

    /** One for ever: a folder formatted by an earlier start must be recognised. */
    private static final Uuid CLUSTER = new Uuid(0x566f756368L, 1);

    private static final long ADMIN_SECONDS = 30;
    private static final int ATTEMPTS = 200;
    private static final long PAUSE_MILLIS = 50;

    private final KafkaRaftServer server;
    private final int port;
    private final @Nullable Path temporary;

    private KafkaBroker(KafkaRaftServer server, int port, @Nullable Path temporary) {
        this.server = server;
        this.port = port;
        this.temporary = temporary;
    }

    /** Starts a broker whose topics outlive it: the same folder again brings the same events back. */
    public static KafkaBroker durable(Path folder, int port, int controllerPort) {
        return new KafkaBroker(start(folder, port, controllerPort), port, null);
    }

    /** Starts a broker on free ports whose topics are deleted when it stops. */
    public static KafkaBroker temporary() {
        Path folder = Folders.temporary("vouch-kafka");
        int port = Ports.free();
        return new KafkaBroker(start(folder, port, Ports.free()), port, folder);
    }

    /**
     * What happens instead when Kafka ends the JVM on the spot, without its shutdown hooks, because it cannot go on: it does
     * so when its disk is full. Kafka's thread waits for ever; whoever is told, once, must end the JVM.
     */
    public static void onGivingUp(Consumer<String> told) {
        AtomicBoolean before = new AtomicBoolean();
        Exit.Procedure tell = (status, message) -> {
            if (!before.getAndSet(true)) {
                told.accept(message == null ? "status " + status : message);
            }
            while (true) {
                LockSupport.park(KafkaBroker.class);
            }
        };
        Exit.setHaltProcedure(tell);
        Exit.setExitProcedure(tell);
    }

    private static KafkaRaftServer start(Path folder, int port, int controllerPort) {
        KafkaRaftServer server = null;
        try {
            format(Files.createDirectories(folder));
            server = new KafkaRaftServer(new KafkaConfig(settings(folder, port, controllerPort), false), Time.SYSTEM);
            server.startup();
            return server;
        } catch (Exception e) {
            if (server != null) {
                // Its controller may be up already, and its threads would keep the JVM alive.
                server.shutdown();
            }
            throw new IllegalStateException("Kafka did not start on port " + port + " in " + folder, e);
        }
    }

    private static void format(Path folder) throws Exception {
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .setClusterId(CLUSTER.toString())
                .setNodeId(NODE)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .setDirectories(Set.of(folder.toString()))
                .setIgnoreFormatted(true)
                .run();
    }

    private static Map<String, String> settings(Path folder, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>();
        settings.put("node.id", Integer.toString(NODE));
        settings.put("process.roles", "broker,controller");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("default.replication.factor", "1");
        settings.put("min.insync.replicas", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("log.cleaner.dedupe.buffer.size", "2097152");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        return settings;
    }

    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Makes sure that these topics exist and that clients see them; one that exists already is left as it is. */
    public void create(Collection<Topic> topics) {
        create(bootstrapServers(), topics);
    }

    /** The same at a broker that runs elsewhere. */
    public static void create(String bootstrapServers, Collection<Topic> topics) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Set<String> there = names(admin);
            admin.createTopics(topics.stream()
                            .filter(topic -> !there.contains(topic.name()))
                            .map(KafkaBroker::wire)
                            .toList())
                    .all()
                    .get(ADMIN_SECONDS, TimeUnit.SECONDS);
            List<String> wanted = topics.stream().map(Topic::name).toList();
            for (int attempt = 0; !names(admin).containsAll(wanted); attempt++) {
                if (attempt == ATTEMPTS) {
                    throw new TimeoutException("created, but not visible: " + wanted);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("cannot create the topics " + topics, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static Set<String> names(Admin admin) throws InterruptedException, ExecutionException, TimeoutException {
        return admin.listTopics().names().get(ADMIN_SECONDS, TimeUnit.SECONDS);
    }

    private static NewTopic wire(Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), (short) 1)
                // The broker's clock dates every event: a producer cannot move itself out of a window.
                .configs(Map.of("cleanup.policy", topic.cleanup().policy(), "message.timestamp.type", "LogAppendTime"));
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary != null) {
            Folders.delete(temporary);
        }
    }
}
