package org.vouch.audit.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.vouch.log.check.Trust;
import org.vouch.log.check.Untrue;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.VerifierKey;
import org.vouch.log.signer.SignerServer;
import org.vouch.log.witness.WitnessServer;

/** The signer and two witnesses as they run anywhere, but in this JVM. */
public final class LogProcesses {
    private static final String ORIGIN = "vouch.test/log";
    private static final String TOKEN = "for tests alone";

    private final List<AutoCloseable> running = new ArrayList<>();

    Map<String, String> start() {
        try {
            var folder = Files.createTempDirectory("vouch-test-log");
            var settings = new HashMap<String, String>();
            var signer = SignerServer.start(0, folder.resolve("signer"), ORIGIN, TOKEN);
            running.add(signer);
            var key = folder.resolve("signer/log.vkey");
            settings.put("vouch.log.signer.url", "http://localhost:" + signer.port());
            settings.put("vouch.log.signer.token", TOKEN);
            settings.put("vouch.log.signer.key", key.toString());
            for (var name : List.of("one", "two")) {
                var witness = WitnessServer.start(
                        0,
                        folder.resolve(name),
                        "vouch.test/" + name,
                        VerifierKey.parse(Files.readString(key).strip()),
                        Clock.systemUTC());
                running.add(witness);
                settings.put("vouch.log.witnesses." + name + ".url", "http://localhost:" + witness.port());
                settings.put(
                        "vouch.log.witnesses." + name + ".key",
                        folder.resolve(name + "/witness.vkey").toString());
            }
            settings.put("vouch.log.quorum", "2");
            return settings;
        } catch (IOException | MalformedNote e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whom a checker of the log under test believes. */
    public static Trust trust() {
        try {
            return new Trust(
                    key("vouch.log.signer.key"),
                    List.of(key("vouch.log.witnesses.one.key"), key("vouch.log.witnesses.two.key")),
                    2);
        } catch (IOException | Untrue e) {
            throw new AssertionError(e);
        }
    }

    private static String key(String setting) throws IOException {
        return Files.readString(Path.of(ConfigProvider.getConfig().getValue(setting, String.class)));
    }

    void stop() {
        for (var process : running) {
            try {
                process.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
