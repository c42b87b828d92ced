package org.vouch.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.vouch.embedded.Database;
import org.vouch.embedded.KafkaBroker;
import org.vouch.embedded.Ports;
import org.vouch.embedded.PostgresServer;
import org.vouch.embedded.Topics;
import org.vouch.local.keys.Client;
import org.vouch.local.keys.ClientsFile;
import org.vouch.local.keys.KeyFiles;
import org.vouch.local.keys.Secrets;

/**
 * Starts every service from its unpacked image, each alone in the confinement of {@code deploy/images inside} and with the
 * folders that the chart gives it, on a PostgreSQL and a Kafka of their own: exits with 0 only if all became ready. Says how
 * long each took and what it held then, under several options of the JVM.
 */
public final class ImageStarts {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 50;
    private static final int LAST_LINES = 12;
    private static final String ARCHIVE = "classes.jsa";
    private static final String CLASSES = "classes.list";
    private static final List<String> SIGNED = List.of("com/amazon/corretto/", "org/bouncycastle/");
    private static final String STATE = "/var/lib/vouch";
    private static final String SETTINGS = "/etc/vouch";

    /** What the chart's pods have besides: a temporary folder that is theirs. */
    private static final String TEMPORARY = "-Djava.io.tmpdir=/tmp";

    private final Path script;
    private final Path images;
    private final String javaFolder;
    private final Path scratch;
    private final Terminal terminal;
    private final List<Process> started = new ArrayList<>();

    private ImageStarts(Path script, Path images, String javaFolder, Path scratch, Terminal terminal) {
        this.script = script;
        this.images = images;
        this.javaFolder = javaFolder;
        this.scratch = scratch;
        this.terminal = terminal;
    }

    /**
     * The script; the folder of the unpacked images; the folder of {@code java}, for images that have none; an empty folder
     * for whatever is written; {@code log.classPath} of the chart; {@code services.*.jvm} of the chart, as {@code identity=…}.
     */
    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(System.out, false);
        Map<String, String> chart = new LinkedHashMap<>();
        Stream.of(arguments).skip(5).map(one -> one.split("=", 2)).forEach(one -> chart.put(one[0], one[1]));
        int status;
        ImageStarts starts = new ImageStarts(
                Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Path.of(arguments[3]), terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(starts::stop, "stop"));
        try {
            starts.run(arguments[4], chart);
            status = 0;
        } catch (IOException | RuntimeException e) {
            terminal.line(e.getMessage() == null ? e.toString() : e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    private void run(String logClassPath, Map<String, String> chart) throws IOException {
        SecureRandom random = new SecureRandom();
        Layout layout = new Layout(scratch);
        KeyFiles keys = new KeyFiles(layout.keys()).prepare(random);
        Secrets secrets = new Secrets(keys.secrets(), random);
        ClientsFile.write(keys.clients(), Client.all(), secrets);
        try (PostgresServer postgres = PostgresServer.temporary();
                KafkaBroker kafka = KafkaBroker.temporary()) {
            // Also where somebody stops this in the middle.
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::close, "stop-postgres"));
            kafka.create(Topics.ALL);
            Map<String, Database> databases = new LinkedHashMap<>();
            for (String name : Services.DATABASES) {
                databases.put(name, postgres.database(name, secrets.of("database." + name)));
            }
            terminal.line("%-20s %-34s %8s %8s %9s".formatted("", "JVM", "ready", "cores", "resident"));
            Map<String, String> log = startLog(secrets, layout, logClassPath);
            List<Program> programs = new Services(
                            layout,
                            keys,
                            secrets,
                            databases,
                            kafka.bootstrapServers(),
                            new LogProcesses(layout, secrets),
                            1)
                    .all().stream()
                            .filter(program -> Services.DATABASES.contains(context(program)))
                            .toList();
            for (Program program : programs) {
                String flags = chart.getOrDefault(context(program), "");
                measure(program, layout, log, flags);
                if (context(program).equals("identity")) {
                    // Stays, for the others are not ready without its keys.
                    int port = Ports.free();
                    begin(program, layout, log, flags, port);
                    log.put("vouch.tokens.keys-url", "http://localhost:" + port + "/.well-known/jwks.json");
                }
            }
        } finally {
            stop();
        }
    }

    private static String context(Program program) {
        return program.name().replace("-service", "");
    }

    private void measure(Program program, Layout layout, Map<String, String> log, String flags) throws IOException {
        Path archive = images.resolve(program.name()).resolve("root/app").resolve(ARCHIVE);
        Files.deleteIfExists(archive);
        // The first start makes the tables and is no measure of any other.
        start(program, layout, log, flags);
        report(program, "its own choice", layout, log, "");
        report(program, "the chart's", layout, log, flags);
        report(program, "the chart's, quick compiler alone", layout, log, flags + " -XX:TieredStopAtLevel=1");
        Start training = start(program, layout, log, flags + " -XX:DumpLoadedClassList=" + STATE + "/" + CLASSES);
        Files.copy(archive(program, training, flags), archive, StandardCopyOption.REPLACE_EXISTING);
        Start mapped = report(
                program,
                "the chart's, archive of %d MB".formatted(Files.size(archive) >> 20),
                layout,
                log,
                flags + " -Xlog:cds -XX:SharedArchiveFile=/app/" + ARCHIVE);
        String words = Files.readString(mapped.words());
        if (!words.contains("Mapped static") || words.contains("mismatch")) {
            throw new StartFailed(
                    "%s did without its archive of classes:%n%s".formatted(program.name(), end(mapped.words())));
        }
    }

    /**
     * Of the classes that a start has loaded; the JVM's static kind. Those of signed jars stay out, as they would anyway: Java
     * 17.0.15 crashes over their lambdas.
     */
    private Path archive(Program program, Start training, String flags) throws IOException {
        Path list = training.place().resolve("state").resolve(CLASSES);
        Files.write(
                list,
                Files.readAllLines(list).stream()
                        .filter(line -> SIGNED.stream().noneMatch(line::contains))
                        .toList());
        Path words = training.place().resolve("archive.log");
        Process process = inside(
                program.name(),
                training.place().resolve("etc"),
                training.place().resolve("state"),
                words,
                Map.of("JAVA_TOOL_OPTIONS", flags),
                List.of(
                        "java",
                        "-Xshare:dump",
                        "-XX:SharedClassListFile=" + STATE + "/" + CLASSES,
                        "-XX:SharedArchiveFile=" + STATE + "/" + ARCHIVE,
                        "-cp",
                        "/app/quarkus-run.jar"));
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Path archive = training.place().resolve("state").resolve(ARCHIVE);
        if (!Files.exists(archive)) {
            throw new StartFailed("%s got no archive of its classes:%n%s".formatted(program.name(), end(words)));
        }
        return archive;
    }

    private Start report(Program program, String jvm, Layout layout, Map<String, String> log, String flags)
            throws IOException {
        Start start = start(program, layout, log, flags);
        tell(program.name(), jvm, start);
        return start;
    }

    private void tell(String name, String jvm, Start start) {
        terminal.line("%-20s %-34s %6.1f s %6.1f s %6d MB"
                .formatted(name, jvm, start.seconds(), start.processorSeconds(), start.megabytes()));
    }

    /** From the start of the process to its word that it is ready, the processor's time in between, and the memory held then. */
    private record Start(
            double seconds, double processorSeconds, long megabytes, ProcessHandle java, Path place, Path words) {}

    private Start start(Program program, Layout layout, Map<String, String> elsewhere, String flags)
            throws IOException {
        Start start = begin(program, layout, elsewhere, flags, Ports.free());
        Stopping.end(List.of(start.java()), GRACE);
        return start;
    }

    /** On this port; what it is told to be elsewhere than the launcher would have it goes by names of properties. */
    private Start begin(Program program, Layout layout, Map<String, String> elsewhere, String flags, int port)
            throws IOException {
        Path place = Files.createTempDirectory(scratch, program.name());
        Path state = Files.createDirectory(place.resolve("state"));
        Path settings = Files.createDirectory(place.resolve("etc"));
        copy(layout.keys(), settings.resolve("keys"));
        Map<String, String> own = new LinkedHashMap<>(program.settings());
        own.replaceAll((name, value) -> value.replace(layout.keys().toString(), SETTINGS + "/keys")
                .replace(layout.data().toString(), STATE));
        own.put("quarkus.http.port", Integer.toString(port));
        own.replaceAll(elsewhere::getOrDefault);
        copy(layout.data().resolve("public"), settings.resolve("log"));
        Properties properties = new Properties();
        properties.putAll(own);
        properties.put("config_ordinal", "275");
        Files.createDirectory(settings.resolve("config"));
        try (var file = Files.newBufferedWriter(settings.resolve("config/application.properties"))) {
            properties.store(file, null);
        }
        Map<String, String> environment = new LinkedHashMap<>(program.secrets());
        environment.put("SMALLRYE_CONFIG_LOCATIONS", SETTINGS + "/config/application.properties");
        environment.put("JAVA_TOOL_OPTIONS", (flags + " " + TEMPORARY).strip());
        URI ready = URI.create("http://localhost:" + port + "/q/health/ready");
        Path words = place.resolve("words.log");
        long begun = System.nanoTime();
        Process process = inside(program.name(), settings, state, words, environment, List.of());
        await(program.name(), process, ready, words);
        return begun(begun, process, place, words);
    }

    /** Signer and witnesses, as the chart starts them; what the audit service is told of them. */
    private Map<String, String> startLog(Secrets secrets, Layout layout, String classPath) throws IOException {
        Map<String, String> settings = new LinkedHashMap<>();
        Path keys = Files.createDirectories(layout.data().resolve("public"));
        int signer = Ports.free();
        log("signer", signer, classPath, keys, secrets, "/checkpoint", List.of(LogProcesses.ORIGIN));
        settings.put("vouch.log.signer.url", "http://localhost:" + signer);
        settings.put("vouch.log.signer.key", SETTINGS + "/log/signer.vkey");
        for (String witness : List.of("witness-one", "witness-two")) {
            int port = Ports.free();
            log(
                    witness,
                    port,
                    classPath,
                    keys,
                    secrets,
                    "/ready",
                    List.of("vouch.local/" + witness, SETTINGS + "/log/signer.vkey"));
            settings.put("vouch.log.witnesses." + witness + ".url", "http://localhost:" + port);
            settings.put("vouch.log.witnesses." + witness + ".key", SETTINGS + "/log/" + witness + ".vkey");
        }
        return settings;
    }

    private void log(
            String name, int port, String classPath, Path keys, Secrets secrets, String path, List<String> more)
            throws IOException {
        boolean signs = name.equals("signer");
        Path place = Files.createTempDirectory(scratch, "log-" + name);
        Path state = Files.createDirectory(place.resolve("state"));
        Path settings = Files.createDirectory(place.resolve("etc"));
        copy(keys, settings.resolve("log"));
        List<String> command = new ArrayList<>(List.of(
                "java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx24m",
                "-cp",
                classPath,
                signs ? "org.vouch.log.signer.SignerServer" : "org.vouch.log.witness.WitnessServer",
                "127.0.0.1:" + port,
                STATE + "/log"));
        command.addAll(more);
        Path words = place.resolve("words.log");
        long begun = System.nanoTime();
        Process process = inside(
                "audit-service",
                settings,
                state,
                words,
                signs ? Map.of("VOUCH_LOG_SIGNER_TOKEN", secrets.of("log.signer")) : Map.of(),
                command);
        await("log-" + name, process, URI.create("http://localhost:" + port + path), words);
        tell("log-" + name, "the chart's", begun(begun, process, place, words));
        Files.copy(state.resolve("log").resolve(signs ? "log.vkey" : "witness.vkey"), keys.resolve(name + ".vkey"));
    }

    private Process inside(
            String image, Path settings, Path state, Path words, Map<String, String> environment, List<String> command)
            throws IOException {
        List<String> whole = new ArrayList<>(List.of(
                script.toString(), "inside", images.resolve(image).toString(), settings.toString(), state.toString()));
        whole.addAll(command);
        ProcessBuilder builder =
                new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(words.toFile());
        builder.environment().clear();
        // What an image with a runtime brings itself.
        builder.environment().put("PATH", javaFolder + ":/usr/sbin:/usr/bin:/sbin:/bin");
        builder.environment().putAll(environment);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static void await(String name, Process process, URI ready, Path words) throws IOException {
        Readiness readiness = new Readiness();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!readiness.ready(ready)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new StartFailed("%s did not become ready in its image:%n%s".formatted(name, end(words)));
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailed("interrupted");
            }
        }
    }

    private static String end(Path words) throws IOException {
        List<String> lines = Files.readAllLines(words);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** The program itself, behind the processes that confine it. */
    private static ProcessHandle java(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(one -> one.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new StartFailed("the process has gone"));
    }

    private static Start begun(long since, Process process, Path place, Path words) throws IOException {
        double seconds = seconds(Duration.ofNanos(System.nanoTime() - since));
        ProcessHandle java = java(process);
        double processor = seconds(java.info().totalCpuDuration().orElse(Duration.ZERO));
        return new Start(seconds, processor, resident(java), java, place, words);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / (double) Duration.ofSeconds(1).toNanos();
    }

    private static long resident(ProcessHandle process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    >> 10;
        }
    }

    private void stop() {
        List<ProcessHandle> left = started.stream()
                .flatMap(one -> Stream.concat(one.descendants(), Stream.of(one.toHandle())))
                .toList();
        Stopping.end(left, GRACE);
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectory(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
