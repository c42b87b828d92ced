package org.vouch.local.platform;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that the platform runs as a process of its own.
 *
 * @param settings handed over as system properties, for everybody on the machine to see
 * @param secrets handed over in the environment, which only the same user can read
 * @param ready answers 200 when the program does its work; {@code tcp} where it takes connections then
 */
public record Program(
        String name,
        int heapMegabytes,
        List<String> entry,
        Map<String, String> settings,
        Map<String, String> secrets,
        URI ready) {

    /** The command line: what the JVM may take, the settings, and where the program begins. */
    List<String> command(Room room) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.add("-XX:+UseSerialGC");
        command.addAll(room.options(heapMegabytes));
        command.add("-Xshare:auto");
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(entry);
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
