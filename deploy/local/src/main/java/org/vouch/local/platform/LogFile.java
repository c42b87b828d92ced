package org.vouch.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Sends everything that the launcher's libraries log, Kafka's broker above all, into a file and nothing to the terminal. */
public final class LogFile {

    private static final String FORMAT = "%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n";
    private static final int LARGEST = 20_000_000;

    private LogFile() {}

    public static void open(Layout layout) {
        System.setProperty("java.util.logging.SimpleFormatter.format", FORMAT);
        LogManager.getLogManager().reset();
        try {
            layout.logs().toFile().mkdirs();
            Handler file = new FileHandler(layout.logs().resolve("launcher.log").toString(), LARGEST, 1, false);
            file.setFormatter(new SimpleFormatter());
            Logger root = Logger.getLogger("");
            root.addHandler(file);
            root.setLevel(Level.INFO);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write logs to " + layout.logs(), e);
        }
    }
}
