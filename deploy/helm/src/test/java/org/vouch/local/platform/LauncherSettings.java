package org.vouch.local.platform;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vouch.embedded.Database;
import org.vouch.local.keys.KeyFiles;
import org.vouch.local.keys.Secrets;

/** What the launcher starts each program with, by name; nothing is started for it. */
public final class LauncherSettings {
    private LauncherSettings() {}

    /** Of each program: properties and, in capitals, the environment. */
    public static Map<String, Set<String>> names(Path scratch) {
        Layout layout = new Layout(scratch);
        Secrets secrets = new Secrets(scratch.resolve("secrets.properties"), new SecureRandom());
        Map<String, Database> databases = new LinkedHashMap<>();
        Services.DATABASES.forEach(name -> databases.put(name, new Database(name, "none", "jdbc:none", "none")));
        LogProcesses log = new LogProcesses(layout, secrets);
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (Program program :
                new Services(layout, new KeyFiles(scratch), secrets, databases, "localhost:9092", log, 1).all()) {
            names.put(program.name(), given(program));
        }
        names.put("log-signer", given(log.signer()));
        log.witnesses().forEach(witness -> names.put(witness.name(), given(witness)));
        return names;
    }

    private static Set<String> given(Program program) {
        Set<String> names = new TreeSet<>(program.settings().keySet());
        names.addAll(program.secrets().keySet());
        return names;
    }
}
