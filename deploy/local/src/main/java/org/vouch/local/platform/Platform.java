package org.vouch.local.platform;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vouch.embedded.Database;
import org.vouch.embedded.KafkaBroker;
import org.vouch.embedded.KafkaProgram;
import org.vouch.embedded.PostgresServer;
import org.vouch.embedded.Topics;
import org.vouch.local.gateway.Gateway;
import org.vouch.local.keys.Client;
import org.vouch.local.keys.ClientsFile;
import org.vouch.local.keys.KeyFiles;
import org.vouch.local.keys.OwnerOnly;
import org.vouch.local.keys.Secrets;

/**
 * The whole platform on this machine: it is up when {@link #start} returns, and nothing of it is left when {@link #close}
 * returns, even if that is called in the middle of the start.
 */
public final class Platform implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final String BOOTSTRAP = "localhost:" + PortUse.KAFKA;
    private static final int KAFKA_HEAP = 192;

    private final Layout layout;
    private final Terminal terminal;
    private final Shape shape;
    private final Exclusive exclusive;
    private final Secrets secrets;
    private final KeyFiles keys;
    private final Ledger ledger;
    private final KeptPostgres postgres;
    private final List<ChildProcess> children = new ArrayList<>();
    private final Object closing = new Object();

    private @Nullable CompletableFuture<KafkaBroker> kafka;
    private @Nullable ChildProcess kafkaApart;
    private @Nullable Gateway gateway;
    private volatile boolean closed;

    private Platform(Layout layout, Terminal terminal, Shape shape, Exclusive exclusive, SecureRandom random) {
        this.layout = layout;
        this.terminal = terminal;
        this.shape = shape;
        this.exclusive = exclusive;
        this.keys = new KeyFiles(layout.keys()).prepare(random);
        this.secrets = new Secrets(keys.secrets(), random);
        ClientsFile.write(keys.clients(), Client.all(), secrets);
        this.ledger = Ledger.begin(layout.ledger());
        this.postgres = new KeptPostgres(
                PostgresServer.durable(
                                layout.postgres(), layout.log("postgres"), PortUse.POSTGRES, secrets.of("postgres"))
                        .sharing(shape.room().sharedBuffersMegabytes()),
                process -> ledger.record(Ledger.POSTGRES, process),
                terminal);
    }

    /**
     * Prepares a platform that is not running yet.
     *
     * @throws StartFailed if another one runs or a port is taken
     */
    public static Platform prepare(Layout layout, Terminal terminal, Shape shape, SecureRandom random) {
        Exclusive exclusive = Exclusive.take(layout.lock());
        if (exclusive == null) {
            throw new StartFailed("The platform is running already. `deploy/run --stop` stops it.");
        }
        List<Ledger.Entry> entries = Ledger.read(layout.ledger());
        if (entries.stream().anyMatch(entry -> entry.process().isPresent())
                || PostgresServer.runningOn(layout.postgres()).isPresent()) {
            terminal.line(Stopping.everything(layout));
        }
        List<String> conflicts = Stream.concat(
                        PortUse.ALL.stream(),
                        PortUse.SERVICES.stream().flatMap(service -> service.processes(shape.replicas()).stream()))
                .distinct()
                .flatMap(port -> port.conflict().stream())
                .toList();
        if (!conflicts.isEmpty()) {
            throw new StartFailed(String.join(System.lineSeparator(), conflicts));
        }
        for (String context : Services.DATABASES) {
            if (!Files.exists(layout.jar(context + "-service"))) {
                throw new StartFailed(layout.jar(context + "-service") + " is missing: the build is not complete.");
            }
        }
        List<Path> lost = new KeyFiles(layout.keys()).lost();
        if (Files.exists(layout.postgres()) && !lost.isEmpty()) {
            throw new StartFailed("The data of " + layout.data() + " cannot be read without " + lost
                    + ". Bring them back, or delete that folder to begin anew.");
        }
        OwnerOnly.folder(layout.data());
        OwnerOnly.folder(layout.logs());
        return new Platform(layout, terminal, shape, exclusive, random);
    }

    /** Starts everything and returns when every part says that it is ready. */
    public void start() {
        terminal.line("Starting PostgreSQL and Kafka");
        CompletableFuture<?> starting = shape.kafkaApart() ? startKafkaApart() : startKafka();
        LogProcesses log = new LogProcesses(layout, secrets);
        startChild(log.signer());
        Map<String, Database> databases = startPostgres();
        Readiness readiness = new Readiness();
        children().forEach(readiness::await);
        log.witnesses().forEach(this::startChild);
        starting.join();
        KafkaBroker.create(BOOTSTRAP, Topics.ALL);
        List<Program> programs = new Services(layout, keys, secrets, databases, BOOTSTRAP, log, shape.replicas()).all();
        terminal.line("Starting "
                + String.join(", ", programs.stream().map(Program::name).toList()));
        // The audit service reads the public keys of the log's processes.
        children().forEach(readiness::await);
        Gateway before = startGateway();
        programs.forEach(this::startChild);
        for (ChildProcess child : children()) {
            readiness.await(child);
        }
        before.open(PortUse.GATEWAY);
    }

    /** Whether somebody has asked to stop it, be it during the start. */
    public boolean stopping() {
        return closed;
    }

    public Secrets secrets() {
        return secrets;
    }

    /** How many Java processes there are: the launcher, Kafka if it is apart, the log's, the registry, the services. */
    public int javaProcesses() {
        return 1 + javaChildren().size();
    }

    /** Memory of every process of the platform, this one and PostgreSQL's included, in MiB. */
    public long memoryMegabytes() {
        return Memory.residentMegabytes(Stream.of(
                        Stream.of(ProcessHandle.current()),
                        postgres.process().stream(),
                        javaChildren().stream().map(ChildProcess::handle).flatMap(Stream::ofNullable))
                .flatMap(processes -> processes)
                .toList());
    }

    private Map<String, Database> startPostgres() {
        PostgresServer server = postgres.start();
        Map<String, Database> databases = new LinkedHashMap<>();
        for (String name : Services.DATABASES) {
            databases.put(name, server.database(name, secrets.of("database." + name)));
        }
        return databases;
    }

    private synchronized CompletableFuture<KafkaBroker> startKafka() {
        if (closed) {
            throw new StartFailed("Stopped during the start.");
        }
        CompletableFuture<KafkaBroker> starting = CompletableFuture.supplyAsync(
                () -> KafkaBroker.durable(layout.data().resolve("kafka"), PortUse.KAFKA, PortUse.KAFKA_CONTROLLER));
        kafka = starting;
        return starting;
    }

    /** A future that is there when it takes connections. */
    private CompletableFuture<Void> startKafkaApart() {
        List<String> entry = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                KafkaProgram.class.getName(),
                layout.data().resolve("kafka").toString(),
                Integer.toString(PortUse.KAFKA),
                Integer.toString(PortUse.KAFKA_CONTROLLER));
        Program program = new Program("kafka", KAFKA_HEAP, entry, Map.of(), Map.of(), URI.create("tcp://" + BOOTSTRAP));
        ChildProcess child = begin(program, kept -> kafkaApart = kept);
        return CompletableFuture.runAsync(() -> new Readiness().await(child));
    }

    private void startChild(Program program) {
        begin(program, children::add);
    }

    private synchronized ChildProcess begin(Program program, Consumer<ChildProcess> kept) {
        if (closed) {
            throw new StartFailed("Stopped during the start.");
        }
        ChildProcess child = new ChildProcess(program, shape.room(), layout.log(program.name()), ledger, terminal);
        kept.accept(child);
        child.start();
        return child;
    }

    /** Ends with the platform, and when it was killed with {@code deploy/run --stop}. */
    public void remember(String name, ProcessHandle process) {
        ledger.record(name, process);
    }

    /** The services ask each other at addresses that must be there before them; the one origin is opened when all is ready. */
    private synchronized Gateway startGateway() {
        if (closed) {
            throw new StartFailed("Stopped during the start.");
        }
        Gateway before = Gateway.before(Services.processes(shape.replicas()));
        gateway = before;
        if (shape.replicas() > 1) {
            PortUse.SERVICES.forEach(service -> before.open(Services.context(service), service.port()));
        }
        return before;
    }

    /** Without Kafka, which they need to the end. */
    private synchronized List<ChildProcess> children() {
        return List.copyOf(children);
    }

    private synchronized List<ChildProcess> javaChildren() {
        return Stream.concat(children.stream(), Stream.ofNullable(kafkaApart)).toList();
    }

    /**
     * The gateway first; then the services, so that they can still write what they have acknowledged; then Kafka, then
     * PostgreSQL. A part that
     * does not stop in good order keeps none of the others from it.
     */
    @Override
    public void close() {
        synchronized (closing) {
            if (closed) {
                return;
            }
            Optional<CompletableFuture<KafkaBroker>> broker;
            Optional<ChildProcess> apart;
            Optional<Gateway> before;
            synchronized (this) {
                closed = true;
                broker = Optional.ofNullable(kafka);
                apart = Optional.ofNullable(kafkaApart);
                before = Optional.ofNullable(gateway);
            }
            boolean all = stopped("the gateway", () -> before.ifPresent(Gateway::close));
            all &= stopped("the services", () -> endChildren(children()));
            all &= stopped("Kafka", () -> {
                broker.ifPresent(Platform::endKafka);
                apart.ifPresent(kept -> endChildren(List.of(kept)));
            });
            all &= stopped("PostgreSQL", postgres::close);
            if (all) {
                Ledger.erase(layout.ledger());
            }
            exclusive.close();
        }
    }

    private boolean stopped(String part, Runnable stop) {
        try {
            stop.run();
            return true;
        } catch (RuntimeException e) {
            terminal.line(terminal.bad(part + " did not stop in good order: " + e.getMessage()));
            return false;
        }
    }

    private static void endChildren(List<ChildProcess> children) {
        children.forEach(ChildProcess::letGo);
        Stopping.end(
                children.stream()
                        .map(ChildProcess::handle)
                        .flatMap(Stream::ofNullable)
                        .toList(),
                GRACE);
    }

    /** Kafka ends with this JVM in any case: one that has given up may never come to an end of its own. */
    private static void endKafka(CompletableFuture<KafkaBroker> starting) {
        Thread closing = new Thread(
                () -> starting.handle((broker, failure) -> broker)
                        .thenAccept(broker -> {
                            if (broker != null) {
                                broker.close();
                            }
                        })
                        .join(),
                "stop-kafka");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(GRACE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
