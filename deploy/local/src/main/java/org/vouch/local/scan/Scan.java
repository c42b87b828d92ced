package org.vouch.local.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.vouch.local.people.Person;
import org.vouch.local.platform.Databases;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Ledger;
import org.vouch.local.platform.PortUse;
import org.vouch.local.platform.Terminal;

/**
 * Looks for the people of the story, for their numbers, names, pictures and faces, in everything that the running platform
 * keeps: in the files and the values of every database, the write-ahead log, Kafka's topics, what every process logged,
 * and in the heaps of the four services. Whatever is found is a fault; so is a mark that is known to lie in one of these
 * places and is not found there.
 *
 * <p>The civil registry's simulator and this process, which plays the people, hold pictures and numbers because it is
 * their part: their heaps are not looked at. Neither is memory outside the heaps. A value that PostgreSQL compresses
 * is read through SQL, as long as it is there.
 */
public final class Scan {

    private static final String TABLES = "PostgreSQL's files";
    private static final String WAL = "PostgreSQL's write-ahead log";
    private static final String VALUES = "PostgreSQL's values";
    private static final String TOPICS = "Kafka's files";
    private static final String LOGS = "the logs";
    private static final String OTHERS = "other files";
    private static final String HEAP = "the heap of ";
    private static final String IDENTITY = "identity-service";

    /** The launcher's own notes of who has enrolled in a play. */
    private static final Set<String> NOTES = Set.of("enrolled.json");

    private static final int BUFFER = 1 << 18;
    private static final int BIRTH_DATE_AT = 6;
    private static final int CHECK_CHARACTER_AT = 17;
    private static final double MEGA = 1e6;

    private final Layout layout;
    private final Databases databases;
    private final Shown shown;
    private final Terminal terminal;
    private final Found found = new Found();
    private long bytes;

    /** @param superuserPassword of PostgreSQL */
    public Scan(Layout layout, String superuserPassword, Shown shown, Terminal terminal) {
        this.layout = layout;
        this.databases = new Databases(superuserPassword);
        this.shown = shown;
        this.terminal = terminal;
    }

    public boolean play() {
        long begun = System.nanoTime();
        terminal.heading("Traces: what the platform keeps is searched for the people of the story");
        List<Needle> needles = needles();
        Search search = new Search(needles);
        heaps(search);
        databases.checkpoint();
        files(search);
        values(search);
        List<String> faults = faults();
        faults.forEach(fault -> terminal.line("    " + terminal.bad("✗ " + fault)));
        terminal.line("    " + (faults.isEmpty() ? terminal.good("✓") : terminal.bad("✗"))
                + " files, write-ahead log, values, topics, logs and heaps, %.0f MB, searched for %d traces in %.1f s: %s"
                        .formatted(
                                bytes / MEGA,
                                needles.size(),
                                (System.nanoTime() - begun) / 1e9,
                                faults.isEmpty() ? "no number, name, picture or face" : faults.size() + " findings"));
        return faults.isEmpty();
    }

    private List<Needle> needles() {
        List<Needle> needles = new ArrayList<>(shown.needles());
        for (Person person : Person.all()) {
            String number = person.number();
            needles.addAll(Needles.text("a document's number", number));
            needles.addAll(Needles.text(
                    "a document's number without its place", number.substring(BIRTH_DATE_AT, CHECK_CHARACTER_AT)));
            needles.addAll(Needles.text("a name", person.name()));
            byte[] portrait = read(layout.people().resolve(person.portrait()));
            needles.addAll(Needles.jpeg("the registry's portrait", portrait));
            needles.addAll(Needles.pixels("pixels of the registry's portrait", portrait));
            needles.addAll(Needles.jpeg("a capture", read(person.captureIn(layout.people()))));
        }
        String somebody = databases
                .column("identity", "select person::text from person order by enrolled_at desc limit 1")
                .get(0);
        needles.addAll(Marks.all(somebody, "localhost:" + PortUse.POSTGRES));
        return needles;
    }

    private void heaps(Search search) {
        try (HeapDumps dumps = new HeapDumps(layout.target().resolve("heap-dumps"))) {
            for (PortUse service : PortUse.SERVICES) {
                String name = service.use();
                long pid = Ledger.process(layout.ledger(), name)
                        .orElseThrow(() -> new IllegalStateException(name + " does not run"))
                        .pid();
                search(search, HEAP + name, dumps.take(name, pid));
            }
        }
    }

    private void files(Search search) {
        for (Path root : List.of(layout.data(), layout.logs())) {
            try {
                Files.walkFileTree(root, new EachFile(file -> search(search, place(file), file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look through " + root, e);
            }
        }
    }

    /** PostgreSQL and Kafka go on deleting files and folders: what is gone is left out. */
    private static final class EachFile extends SimpleFileVisitor<Path> {
        private final Consumer<Path> use;

        private EachFile(Consumer<Path> use) {
            this.use = use;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !NOTES.contains(file.getFileName().toString())) {
                use.accept(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    private String place(Path file) {
        if (file.startsWith(layout.postgres().resolve("pg_wal"))) {
            return WAL;
        }
        if (file.startsWith(layout.postgres())) {
            return TABLES;
        }
        if (file.startsWith(layout.data().resolve("kafka"))) {
            return TOPICS;
        }
        return file.startsWith(layout.logs()) ? LOGS : OTHERS;
    }

    private void values(Search search) {
        for (String database : databases.names()) {
            Search.Pass pass = search.pass(needle -> found.add(VALUES, database, needle));
            databases.write(database, pass);
            pass.close();
            bytes += pass.bytes();
        }
    }

    private void search(Search search, String place, Path file) {
        String name = layout.target().relativize(file).toString();
        Search.Pass pass = search.pass(needle -> found.add(place, name, needle));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                pass.write(buffer, 0, read);
            }
        } catch (NoSuchFileException gone) {
            // As above; what was read of it is searched.
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        pass.close();
        bytes += pass.bytes();
    }

    private List<String> faults() {
        List<String> faults = found.otherThan(Marks.KINDS);
        expect(faults, TABLES, Marks.PSEUDONYM);
        expect(faults, WAL, Marks.PSEUDONYM);
        expect(faults, VALUES, Marks.PSEUDONYM);
        expect(faults, TOPICS, Marks.PSEUDONYM);
        expect(faults, LOGS, Marks.STARTED);
        PortUse.SERVICES.forEach(service -> expect(faults, HEAP + service.use(), Marks.SETTING));
        expect(faults, HEAP + IDENTITY, Marks.DECOY);
        if (databases.compressesItsLog()) {
            faults.add(WAL + ": its pages are compressed, and nothing can be found in them");
        }
        for (PortUse service : PortUse.SERVICES) {
            int pictures = found.count(HEAP + service.use(), Marks.JPEG);
            int decoys = found.count(HEAP + service.use(), Marks.DECOY);
            if (pictures > decoys) {
                faults.add("%s%s: %d JPEG pictures beside the decoy's portrait"
                        .formatted(HEAP, service.use(), pictures - decoys));
            }
        }
        return faults;
    }

    private void expect(List<String> faults, String place, String mark) {
        if (found.count(place, mark) == 0) {
            faults.add(place + ": the search is blind, " + mark + " is not found there");
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
