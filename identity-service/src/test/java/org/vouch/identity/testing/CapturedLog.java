package org.vouch.identity.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Everything that any category logs from now on, whoever logs it: ours from DEBUG, all others as in production. */
public final class CapturedLog extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");
    private static final Logger OURS = Logger.getLogger("org.vouch");

    /** Category, message, context of the thread, trace of what was thrown. */
    private static final PatternFormatter FORMAT = new PatternFormatter("%c %m %X%n%e");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    public static CapturedLog begin() {
        var log = new CapturedLog();
        log.setLevel(Level.ALL);
        OURS.setLevel(Level.FINE);
        ROOT.addHandler(log);
        return log;
    }

    /** All of it, with the traces of what was thrown and the context of the logging thread. */
    public String text() {
        return String.join("\n", lines);
    }

    @Override
    public void publish(LogRecord record) {
        lines.add(FORMAT.format(record));
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
        OURS.setLevel(null);
    }
}
