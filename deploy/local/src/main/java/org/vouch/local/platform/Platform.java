package org.vouch.local.platform;

import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vouch.embedded.Database;
import org.vouch.embedded.KafkaBroker;
import org.vouch.embedded.PostgresServer;
import org.vouch.embedded.Topics;
import org.vouch.local.keys.Client;
import org.vouch.local.keys.ClientsFile;
import org.vouch.local.keys.KeyFiles;
import org.vouch.local.keys.OwnerOnly;
import org.vouch.local.keys.Secrets;

/** The whole platform on this machine: it is up when {@link #start} returns, and nothing of it is left when {@link #close} returns. */
public final class Platform implements AutoCloseable {

    /** Java processes: the launcher with Kafka in it, the registry and the four services. */
    public static final int PROCESSES = 6;

    private static final Duration GRACE = Duration.ofSeconds(15);

    private final Layout layout;
    private final Terminal terminal;
    private final Secrets secrets;
    private final KeyFiles keys;
    private final Ledger ledger;
    private final List<ChildProcess> children = new ArrayList<>();

    private @Nullable PostgresServer postgres;
    private @Nullable KafkaBroker kafka;
    private boolean closed;

    private Platform(Layout layout, Terminal terminal, SecureRandom random) {
        this.layout = layout;
        this.terminal = terminal;
        this.keys = new KeyFiles(layout.keys()).prepare(random);
        this.secrets = new Secrets(keys.secrets(), random);
        ClientsFile.write(keys.clients(), Client.all(), secrets);
        this.ledger = Ledger.begin(layout.ledger());
    }

    /**
     * Prepares a platform that is not running yet.
     *
     * @throws StartFailed if another one runs or a port is taken
     */
    public static Platform prepare(Layout layout, Terminal terminal, SecureRandom random) {
        List<Ledger.Entry> entries = Ledger.read(layout.ledger());
        if (entries.stream()
                .anyMatch(entry ->
                        entry.name().equals(Ledger.LAUNCHER) && entry.process().isPresent())) {
            throw new StartFailed("The platform is running already. `deploy/run --stop` stops it.");
        }
        if (entries.stream().anyMatch(entry -> entry.process().isPresent())) {
            terminal.line(Stopping.everything(layout));
        }
        List<String> conflicts =
                PortUse.ALL.stream().flatMap(port -> port.conflict().stream()).toList();
        if (!conflicts.isEmpty()) {
            throw new StartFailed(String.join(System.lineSeparator(), conflicts));
        }
        for (String context : Services.DATABASES) {
            if (!Files.exists(layout.jar(context + "-service"))) {
                throw new StartFailed(layout.jar(context + "-service") + " is missing: the build is not complete.");
            }
        }
        OwnerOnly.folder(layout.data());
        OwnerOnly.folder(layout.logs());
        return new Platform(layout, terminal, random);
    }

    /** Starts everything and returns when every part says that it is ready. */
    public void start() {
        terminal.line("Starting PostgreSQL and Kafka");
        CompletableFuture<KafkaBroker> starting = CompletableFuture.supplyAsync(this::startKafka);
        Map<String, Database> databases = startPostgres();
        KafkaBroker broker = starting.join();
        List<Program> programs = new Services(layout, keys, secrets, databases, broker.bootstrapServers()).all();
        terminal.line("Starting "
                + String.join(", ", programs.stream().map(Program::name).toList()));
        programs.forEach(this::startChild);
        Readiness readiness = new Readiness();
        for (ChildProcess child : children()) {
            readiness.await(child);
        }
    }

    public Secrets secrets() {
        return secrets;
    }

    /** Memory of every process of the platform, this one and PostgreSQL's included, in MiB. */
    public long memoryMegabytes() {
        return Memory.residentMegabytes(Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        children().stream().map(ChildProcess::handle).filter(Objects::nonNull))
                .toList());
    }

    private Map<String, Database> startPostgres() {
        PostgresServer server =
                PostgresServer.durable(layout.data().resolve("postgres"), PortUse.POSTGRES, secrets.of("postgres"));
        synchronized (this) {
            postgres = server;
        }
        ProcessHandle.of(server.pid()).ifPresent(process -> ledger.record("PostgreSQL", process));
        Map<String, Database> databases = new LinkedHashMap<>();
        for (String name : Services.DATABASES) {
            databases.put(name, server.database(name, secrets.of("database." + name)));
        }
        return databases;
    }

    private KafkaBroker startKafka() {
        KafkaBroker broker =
                KafkaBroker.durable(layout.data().resolve("kafka"), PortUse.KAFKA, PortUse.KAFKA_CONTROLLER);
        synchronized (this) {
            kafka = broker;
            if (closed) {
                broker.close();
            }
        }
        broker.create(Topics.ALL);
        return broker;
    }

    private void startChild(Program program) {
        ChildProcess child = new ChildProcess(program, layout.log(program.name()), ledger, terminal);
        synchronized (this) {
            if (closed) {
                return;
            }
            children.add(child);
            child.start();
        }
    }

    private synchronized List<ChildProcess> children() {
        return List.copyOf(children);
    }

    /** Services first, so that they can still write what they have acknowledged; then Kafka, then PostgreSQL. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        children.forEach(ChildProcess::letGo);
        Stopping.end(
                children.stream()
                        .map(ChildProcess::handle)
                        .flatMap(Stream::ofNullable)
                        .toList(),
                GRACE);
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            List<ProcessHandle> postmaster =
                    ProcessHandle.of(postgres.pid()).stream().toList();
            postgres.close();
            Stopping.end(postmaster, GRACE);
        }
        Ledger.erase(layout.ledger());
    }
}
