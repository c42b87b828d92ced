package org.vouch.local.platform;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vouch.embedded.Database;
import org.vouch.local.gateway.Gateway;
import org.vouch.local.keys.KeyFiles;
import org.vouch.local.keys.Secrets;

/** What each of the four services and the registry is started with. */
final class Services {

    /** The databases, each named as the role that owns it. */
    static final List<String> DATABASES = List.of("identity", "healthcode", "testresult", "audit");

    private static final int SERVICE_HEAP = 96;
    private static final int FACE_HEAP = 160;
    private static final int REGISTRY_HEAP = 32;

    /**
     * How long a process that is asked to stop says that it is not ready while it goes on, so that nobody asks it any
     * more when it takes nothing new; and how long what it has begun may then take.
     */
    private static final Map<String, String> LEAVING =
            Map.of("quarkus.shutdown.delay", "3s", "quarkus.shutdown.timeout", "10s");

    /** Enough for one machine; each costs PostgreSQL a process. */
    private static final String CONNECTIONS = "6";

    private static final String REGISTRY_KEY = "VOUCH_REGISTRY_KEY";

    private final Layout layout;
    private final KeyFiles keys;
    private final Secrets secrets;
    private final Map<String, Database> databases;
    private final String kafka;
    private final LogProcesses log;
    private final int replicas;

    /** @param replicas as how many processes each service runs; the registry, which is not of the platform, is one */
    Services(
            Layout layout,
            KeyFiles keys,
            Secrets secrets,
            Map<String, Database> databases,
            String kafka,
            LogProcesses log,
            int replicas) {
        this.layout = layout;
        this.keys = keys;
        this.secrets = secrets;
        this.databases = databases;
        this.kafka = kafka;
        this.log = log;
        this.replicas = replicas;
    }

    /** The processes of each service, as the gateway asks them. */
    static Map<String, List<SocketAddress>> processes(int replicas) {
        Map<String, List<SocketAddress>> processes = new LinkedHashMap<>();
        for (PortUse service : PortUse.SERVICES) {
            processes.put(
                    context(service),
                    service.processes(replicas).stream()
                            .map(process -> SocketAddress.inetSocketAddress(process.port(), "localhost"))
                            .toList());
        }
        return processes;
    }

    static String context(PortUse service) {
        return service.use().replace("-service", "");
    }

    /** In the order in which they are started: who is asked by others comes first. */
    List<Program> all() {
        List<Program> all = new ArrayList<>(List.of(registry()));
        for (PortUse service : PortUse.SERVICES) {
            for (PortUse process : service.processes(replicas)) {
                all.add(service(context(service), process));
            }
        }
        return all;
    }

    private Program registry() {
        List<String> entry = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "org.vouch.local.registry.RegistryServer",
                Integer.toString(PortUse.REGISTRY),
                layout.people().toString());
        return new Program(
                "civil-registry",
                REGISTRY_HEAP,
                entry,
                Map.of("java.awt.headless", "true"),
                Map.of(REGISTRY_KEY, secrets.of("registry")),
                URI.create("http://localhost:" + PortUse.REGISTRY + "/ready"));
    }

    private Program service(String context, PortUse process) {
        return switch (context) {
            case "identity" ->
                service(context, process, FACE_HEAP, identity(), Map.of(REGISTRY_KEY, secrets.of("registry")));
            case "healthcode" -> service(context, process, SERVICE_HEAP, healthcode(), Map.of());
            case "testresult" -> service(context, process, SERVICE_HEAP, Map.of(), Map.of());
            case "audit" -> service(context, process, SERVICE_HEAP, audit(process), log.writersSecret());
            default -> throw new IllegalArgumentException("no service for " + context);
        };
    }

    private Map<String, String> identity() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vouch.tokens.signing-keys", keys.tokens().toString());
        settings.put("vouch.vault.master-keyset", keys.vaultMaster().toString());
        settings.put("vouch.vault.index-keyset", keys.vaultIndex().toString());
        settings.put("vouch.sessions.keyset", keys.sessions().toString());
        settings.put("vouch.sessions.frames-keyset", keys.frames().toString());
        settings.put("vouch.proof.public-keyset", keys.proofPublic().toString());
        settings.put("vouch.clients.file", keys.clients().toString());
        settings.put("vouch.registry.url", "http://localhost:" + PortUse.REGISTRY);
        settings.put("vouch.staff.public-url", "http://localhost:" + PortUse.GATEWAY + "/identity");
        return settings;
    }

    private Map<String, String> healthcode() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vouch.proof.private-keyset", keys.proofPrivate().toString());
        settings.put("vouch.passes.signing-keys", keys.passes().toString());
        settings.put("vouch.passes.handle-keyset", keys.passHandle().toString());
        return settings;
    }

    private Map<String, String> audit(PortUse process) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vouch.pseudonyms.keyset", keys.pseudonyms().toString());
        settings.put("vouch.log.seal-keyset", keys.logSeal().toString());
        settings.putAll(log.settings());
        settings.put(
                "vouch.detection.state-folder",
                layout.data()
                        .resolve(process.use().replace("-service", "-detection"))
                        .toString());
        return settings;
    }

    private Program service(
            String context,
            PortUse process,
            int heap,
            Map<String, String> ownSettings,
            Map<String, String> ownSecrets) {
        String name = context + "-service";
        Database database = databases.get(context);
        if (database == null) {
            throw new IllegalArgumentException("no database for " + context);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host", "localhost");
        settings.put("quarkus.http.port", Integer.toString(process.port()));
        // Attempts are limited by address: the gateway says which one a caller has, and nobody else is believed.
        settings.put("quarkus.http.proxy.proxy-address-forwarding", "true");
        settings.put("quarkus.http.proxy.trusted-proxies", Gateway.OWN_ADDRESS);
        settings.put("quarkus.datasource.username", database.username());
        settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
        settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
        settings.put("quarkus.datasource.reactive.max-size", CONNECTIONS);
        settings.put("kafka.bootstrap.servers", kafka);
        String issuer = "http://localhost:" + PortUse.IDENTITY;
        settings.put("vouch.tokens.issuer", issuer);
        settings.put("vouch.tokens.keys-url", issuer + "/.well-known/jwks.json");
        settings.putAll(ownSettings);
        if (replicas > 1) {
            settings.putAll(LEAVING);
        }
        Map<String, String> environment = new LinkedHashMap<>(ownSecrets);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("VOUCH_IDEMPOTENCY_SECRET", secrets.of("idempotency." + name));
        if (!context.equals("identity")) {
            settings.put("vouch.service.client-id", name);
            settings.put(
                    "vouch.tokens.keys-kept",
                    layout.data().resolve(process.use() + "-token-keys.json").toString());
            environment.put("VOUCH_SERVICE_CLIENT_SECRET", secrets.of("client." + name));
        }
        Path jar = layout.jar(name);
        return new Program(
                process.use(),
                heap,
                List.of("-jar", jar.toString()),
                settings,
                environment,
                URI.create("http://localhost:" + process.port() + "/q/health/ready"));
    }
}
