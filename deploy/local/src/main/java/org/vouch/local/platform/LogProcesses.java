package org.vouch.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vouch.local.keys.Secrets;
import org.vouch.log.signer.SignerServer;
import org.vouch.log.witness.WitnessServer;

/**
 * The signer of the log and its two witnesses: small processes, each with a key and a memory in a folder of its own, made
 * at its first start.
 */
public final class LogProcesses {

    /** The log's name, and that of its signer's key. */
    public static final String ORIGIN = "vouch.local/log";

    private static final int HEAP = 24;

    /** What a JVM of a few hundred classes does without: some 5 MB of each. */
    private static final List<String> SMALL =
            List.of("-Xms2m", "-Xss256k", "-XX:ReservedCodeCacheSize=6m", "-XX:-UsePerfData");

    private static final String SIGNER = "signer";
    private static final Map<String, Integer> WITNESSES = new LinkedHashMap<>();

    static {
        WITNESSES.put("witness-one", PortUse.LOG_WITNESS_ONE);
        WITNESSES.put("witness-two", PortUse.LOG_WITNESS_TWO);
    }

    private final Layout layout;
    private final Map<String, String> secret;

    LogProcesses(Layout layout, Secrets secrets) {
        this.layout = layout;
        this.secret = Map.of("VOUCH_LOG_SIGNER_TOKEN", secrets.of("log.signer"));
    }

    /** The signer's public key, in the words of C2SP signed-note. */
    public static Path signersKey(Layout layout) {
        return layout.logProcess(SIGNER).resolve("log.vkey");
    }

    /** The witnesses' public keys. */
    public static List<Path> witnessesKeys(Layout layout) {
        return WITNESSES.keySet().stream()
                .map(name -> layout.logProcess(name).resolve("witness.vkey"))
                .toList();
    }

    /** Where the witnesses are. */
    public static List<URI> witnessesAddresses() {
        return WITNESSES.values().stream().map(LogProcesses::address).toList();
    }

    /** Makes the key that the witnesses are started with. */
    Program signer() {
        return program(SIGNER, SignerServer.class, PortUse.LOG_SIGNER, List.of(ORIGIN), secret, "/checkpoint");
    }

    List<Program> witnesses() {
        return WITNESSES.entrySet().stream()
                .map(one -> program(
                        one.getKey(),
                        WitnessServer.class,
                        one.getValue(),
                        List.of(
                                "vouch.local/" + one.getKey(),
                                signersKey(layout).toString()),
                        Map.of(),
                        "/ready"))
                .toList();
    }

    /** What the audit service is told of them. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("vouch.log.signer.url", address(PortUse.LOG_SIGNER).toString());
        settings.put("vouch.log.signer.key", signersKey(layout).toString());
        WITNESSES.forEach((name, port) -> {
            settings.put("vouch.log.witnesses." + name + ".url", address(port).toString());
            settings.put(
                    "vouch.log.witnesses." + name + ".key",
                    layout.logProcess(name).resolve("witness.vkey").toString());
        });
        settings.put("vouch.log.quorum", Integer.toString(WITNESSES.size()));
        return settings;
    }

    /** By which the signer knows the audit service. */
    Map<String, String> writersSecret() {
        return secret;
    }

    private Program program(
            String name, Class<?> main, int port, List<String> more, Map<String, String> environment, String ready) {
        List<String> entry = new ArrayList<>(SMALL);
        entry.addAll(List.of(
                "-cp",
                Path.of(URI.create(main.getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString()))
                        .toString(),
                main.getName(),
                Integer.toString(port),
                layout.logProcess(name).toString()));
        entry.addAll(more);
        return new Program(
                "log-" + name, HEAP, entry, Map.of(), environment, address(port).resolve(ready));
    }

    private static URI address(int port) {
        return URI.create("http://localhost:" + port);
    }
}
