package org.vouch.local.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vouch.local.keys.OwnerOnly;

/**
 * The processes of the running platform, on disk, so that they can be found when their launcher was killed. A process is
 * recognised by its id and its start together: an id alone may belong to a stranger by now.
 */
public final class Ledger {

    public static final String LAUNCHER = "launcher";
    public static final String POSTGRES = "PostgreSQL";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * One process under the name that people know it by.
     *
     * @param started when the process began, in the words of {@link Birth}
     */
    public record Entry(String name, long pid, String started) {

        static Entry of(String name, ProcessHandle process) {
            return new Entry(name, process.pid(), Birth.of(process));
        }

        /** The process, if it still runs. */
        public Optional<ProcessHandle> process() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(found -> Birth.of(found)
                    .equals(started));
        }

        /** Whether some process has this id, be it this one or a stranger's. */
        boolean taken() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();

    private Ledger(Path file) {
        this.file = file;
    }

    /** Starts a new page for a launcher that runs now. */
    public static Ledger begin(Path file) {
        Ledger ledger = new Ledger(file);
        ledger.record(LAUNCHER, ProcessHandle.current());
        return ledger;
    }

    /** What the last launcher wrote down and did not strike out again; empty when it stopped in good order. */
    public static List<Entry> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return List.of(JSON.readValue(file.toFile(), Entry[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + "; delete it when nothing of the platform runs", e);
        }
    }

    /** The process of this name, if it runs. */
    public static Optional<ProcessHandle> process(Path file, String name) {
        return read(file).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .flatMap(Entry::process);
    }

    /** Writes down a process; a restarted one takes the place of the one before it. */
    public synchronized void record(String name, ProcessHandle process) {
        entries.removeIf(entry -> entry.name().equals(name));
        entries.add(Entry.of(name, process));
        try {
            OwnerOnly.write(file, JSON.writeValueAsString(entries));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** To be called when nothing runs any more. */
    public static void erase(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }
}
