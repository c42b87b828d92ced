package org.vouch.local.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A TCP port of this machine and what the platform needs it for. */
public record PortUse(int port, String use) {

    public static final int GATEWAY = 8080;
    public static final int IDENTITY = 8081;
    public static final int HEALTHCODE = 8082;
    public static final int TESTRESULT = 8083;
    public static final int AUDIT = 8084;
    public static final int LOG_SIGNER = 8086;
    public static final int LOG_WITNESS_ONE = 8087;
    public static final int LOG_WITNESS_TWO = 8088;
    public static final int REGISTRY = 8090;
    public static final int POSTGRES = 5433;
    public static final int KAFKA = 9092;
    public static final int KAFKA_CONTROLLER = 9093;

    private static final int A_REPLICA = 100;

    public static final List<PortUse> SERVICES = List.of(
            new PortUse(IDENTITY, "identity-service"),
            new PortUse(HEALTHCODE, "healthcode-service"),
            new PortUse(TESTRESULT, "testresult-service"),
            new PortUse(AUDIT, "audit-service"));

    private static final List<PortUse> OTHERS = List.of(
            new PortUse(GATEWAY, "the gateway before the services"),
            new PortUse(LOG_SIGNER, "the log's signer"),
            new PortUse(LOG_WITNESS_ONE, "a witness of the log"),
            new PortUse(LOG_WITNESS_TWO, "a witness of the log"),
            new PortUse(REGISTRY, "the civil-registry simulator"),
            new PortUse(POSTGRES, "PostgreSQL"),
            new PortUse(KAFKA, "Kafka"),
            new PortUse(KAFKA_CONTROLLER, "Kafka's controller"));

    public static final List<PortUse> ALL =
            Stream.concat(SERVICES.stream(), OTHERS.stream()).toList();

    /**
     * What a service listens on that runs as so many processes: its own port if it is one, else each a port of its own, and
     * the service's is where all of them are asked as one. The first has the service's own name.
     */
    public List<PortUse> processes(int replicas) {
        if (replicas == 1) {
            return List.of(this);
        }
        return IntStream.rangeClosed(1, replicas)
                .mapToObj(number -> new PortUse(port + A_REPLICA * number, number == 1 ? use : use + "-" + number))
                .toList();
    }

    /** A sentence for whoever started the platform if any other program listens on this port, whatever the address. */
    public Optional<String> conflict() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "Port %d, needed for %s, is taken by another program. Stop that program and start again; "
                                    .formatted(port, use)
                            + "`ss -ltnp 'sport = :%d'` shows which one it is.".formatted(port));
        }
    }
}
