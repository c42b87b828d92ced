package org.vouch.local.story;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.vouch.local.keys.OwnerOnly;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.LogProcesses;
import org.vouch.log.check.CheckingLog;
import org.vouch.log.check.Head;
import org.vouch.log.check.Source;
import org.vouch.log.check.Trust;
import org.vouch.log.check.Untrue;

/** The log of the running platform, looked at from outside: by its public calls, its public keys, and its witnesses. */
final class WholeLog {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Layout layout;
    private final Demo demo;
    private final Calls calls;

    WholeLog(Layout layout, Demo demo, Calls calls) {
        this.layout = layout;
        this.demo = demo;
        this.calls = calls;
    }

    /** Rebuilds it from its entries, and compares it with what each witness was shown. */
    Head check() throws Untrue, IOException, InterruptedException {
        return check(served());
    }

    /** The same; all of it lies in the folder afterwards. A folder that is made for it is its owner's alone: entries are for auditors. */
    Head export(Path folder) throws Untrue, IOException, InterruptedException {
        if (Files.notExists(folder)) {
            OwnerOnly.folder(folder);
        }
        return check(served().keptIn(folder));
    }

    /** What was exported, without asking anybody: nothing is known of what witnesses were shown since. */
    static Head checkExported(Layout layout, Path folder) throws Untrue, IOException, InterruptedException {
        return new CheckingLog(Source.folder(folder), trust(layout)).check();
    }

    private Source served() {
        String auditor = calls.token(demo.client("auditor"));
        return Source.server(URI.create(demo.services().audit()), () -> auditor);
    }

    private Head check(Source source) throws Untrue, IOException, InterruptedException {
        return new CheckingLog(source, trust(layout)).check(shownToWitnesses());
    }

    /** Whom this platform's log is checked by. */
    static Trust trust(Layout layout) throws Untrue, IOException {
        List<String> witnesses = new ArrayList<>();
        for (Path key : LogProcesses.witnessesKeys(layout)) {
            witnesses.add(Files.readString(key));
        }
        return new Trust(Files.readString(LogProcesses.signersKey(layout)), witnesses, witnesses.size());
    }

    private static List<String> shownToWitnesses() throws IOException, InterruptedException {
        List<String> shown = new ArrayList<>();
        HttpClient http = HttpClient.newHttpClient();
        for (URI witness : LogProcesses.witnessesAddresses()) {
            HttpRequest request = HttpRequest.newBuilder(witness.resolve("/" + sha256() + "/checkpoint"))
                    .timeout(PATIENCE)
                    .build();
            var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() != 200) {
                throw new IOException("a witness has nothing to show");
            }
            shown.add(answer.body());
        }
        return shown;
    }

    private static String sha256() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(LogProcesses.ORIGIN.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
