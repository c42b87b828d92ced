package org.vouch.local.platform;

import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
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

    /** Enough for one machine; each costs PostgreSQL a process. */
    private static final String CONNECTIONS = "6";

    private static final String REGISTRY_KEY = "VOUCH_REGISTRY_KEY";

    private final Layout layout;
    private final KeyFiles keys;
    private final Secrets secrets;
    private final Map<String, Database> databases;
    private final String kafka;
    private final LogProcesses log;

    Services(
            Layout layout,
            KeyFiles keys,
            Secrets secrets,
            Map<String, Database> databases,
            String kafka,
            LogProcesses log) {
        this.layout = layout;
        this.keys = keys;
        this.secrets = secrets;
        this.databases = databases;
        this.kafka = kafka;
        this.log = log;
    }

    /** The processes of each service, as the gateway asks them. */
    static Map<String, List<SocketAddress>> replicas() {
        return Map.of(
                "identity", at(PortUse.IDENTITY),
                "healthcode", at(PortUse.HEALTHCODE),
                "testresult", at(PortUse.TESTRESULT),
                "audit", at(PortUse.AUDIT));
    }

    private static List<SocketAddress> at(int port) {
        return List.of(SocketAddress.inetSocketAddress(port, "localhost"));
    }

    /** In the order in which they are started: who is asked by others comes first. */
    List<Program> all() {
        return List.of(registry(), identity(), healthcode(), testresult(), audit());
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

    private Program identity() {
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
        return service("identity", PortUse.IDENTITY, FACE_HEAP, settings, Map.of(REGISTRY_KEY, secrets.of("registry")));
    }

    private Program healthcode() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vouch.proof.private-keyset", keys.proofPrivate().toString());
        settings.put("vouch.passes.signing-keys", keys.passes().toString());
        settings.put("vouch.passes.handle-keyset", keys.passHandle().toString());
        return service("healthcode", PortUse.HEALTHCODE, SERVICE_HEAP, settings, Map.of());
    }

    private Program testresult() {
        return service("testresult", PortUse.TESTRESULT, SERVICE_HEAP, Map.of(), Map.of());
    }

    private Program audit() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vouch.pseudonyms.keyset", keys.pseudonyms().toString());
        settings.put("vouch.log.seal-keyset", keys.logSeal().toString());
        settings.putAll(log.settings());
        settings.put(
                "vouch.detection.state-folder",
                layout.data().resolve("audit-detection").toString());
        return service("audit", PortUse.AUDIT, SERVICE_HEAP, settings, log.writersSecret());
    }

    private Program service(
            String context, int port, int heap, Map<String, String> ownSettings, Map<String, String> ownSecrets) {
        String name = context + "-service";
        Database database = databases.get(context);
        if (database == null) {
            throw new IllegalArgumentException("no database for " + context);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host", "localhost");
        settings.put("quarkus.http.port", Integer.toString(port));
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
        Map<String, String> environment = new LinkedHashMap<>(ownSecrets);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("VOUCH_IDEMPOTENCY_SECRET", secrets.of("idempotency." + name));
        if (!context.equals("identity")) {
            settings.put("vouch.service.client-id", name);
            settings.put(
                    "vouch.tokens.keys-kept",
                    layout.data().resolve(name + "-token-keys.json").toString());
            environment.put("VOUCH_SERVICE_CLIENT_SECRET", secrets.of("client." + name));
        }
        Path jar = layout.jar(name);
        return new Program(
                name,
                heap,
                List.of("-jar", jar.toString()),
                settings,
                environment,
                URI.create("http://localhost:" + port + "/q/health/ready"));
    }
}
