package org.vouch.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.embedded.KafkaBroker;
import org.vouch.local.dashboards.Measuring;
import org.vouch.local.keys.KeyFiles;
import org.vouch.local.keys.Secrets;
import org.vouch.local.people.Person;
import org.vouch.local.platform.Databases;
import org.vouch.local.platform.FirstInvitation;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.LogFile;
import org.vouch.local.platform.Platform;
import org.vouch.local.platform.PortUse;
import org.vouch.local.platform.Stopping;
import org.vouch.local.platform.Terminal;
import org.vouch.local.scan.Scan;
import org.vouch.local.scan.Shown;
import org.vouch.local.story.Camera;
import org.vouch.local.story.CheckingTheLog;
import org.vouch.local.story.Demo;
import org.vouch.local.story.Endurance;
import org.vouch.local.story.Faults;
import org.vouch.local.story.Rolling;
import org.vouch.local.story.Story;

/** The process behind {@code deploy/run}: exits with 0 only if everything that it was asked to do went as it should. */
public final class Launcher {

    private static final Logger LOG = Logger.getLogger(Launcher.class.getName());

    private final Options options;
    private final Layout layout;
    private final Terminal terminal;
    private final Clock clock;
    private final SecureRandom random;
    private final @Nullable Shown shown;
    private final Camera camera;

    private Launcher(Options options, Layout layout, Terminal terminal, Clock clock, SecureRandom random) {
        this.options = options;
        this.layout = layout;
        this.terminal = terminal;
        this.clock = clock;
        this.random = random;
        this.shown = options.ci() ? new Shown() : null;
        this.camera = new Camera(layout.log("camera"), shown);
    }

    /** First argument: the repository's folder; then what {@code deploy/run} was given. */
    public static void main(String[] arguments) {
        Terminal terminal = new Terminal(System.out, Boolean.getBoolean("vouch.colour"));
        // Whoever only asks for something sees our sentence, not a stack trace; a start writes the trace to its log.
        LOG.setUseParentHandlers(false);
        Layout layout = new Layout(Path.of(arguments[0]).toAbsolutePath().normalize());
        int status;
        try {
            List<String> asked = List.of(arguments).subList(1, arguments.length);
            if (!asked.isEmpty() && asked.get(0).equals("frames")) {
                FrameFiles.write(asked.subList(1, asked.size()), new Random(), System.err::println)
                        .forEach(file -> terminal.line(file.toString()));
                return;
            }
            Options options = Options.parse(asked);
            status = new Launcher(options, layout, terminal, Clock.systemUTC(), new SecureRandom()).run() ? 0 : 1;
        } catch (RuntimeException | Error e) {
            // Kafka's threads would keep the process alive behind a stack trace.
            LOG.log(Level.SEVERE, "the launcher ends", e);
            terminal.line(terminal.bad(Complaint.about(e)));
            status = 1;
        }
        System.exit(status);
    }

    private boolean run() {
        return switch (options.task()) {
            case STOP -> {
                terminal.line(Stopping.everything(layout));
                yield true;
            }
            case FAULTS -> {
                try (camera) {
                    yield new Faults(Demo.read(layout), layout, camera, terminal, clock, random).play();
                }
            }
            case ROLLING -> {
                try (camera) {
                    yield new Rolling(Demo.read(layout), layout, camera, terminal, clock, random).play();
                }
            }
            case ENDURE -> {
                Databases databases =
                        new Databases(new Secrets(new KeyFiles(layout.keys()).secrets(), random).of("postgres"));
                try (camera) {
                    yield new Endurance(
                                    Demo.read(layout),
                                    layout,
                                    databases,
                                    options.operations(),
                                    camera,
                                    terminal,
                                    clock,
                                    random)
                            .play();
                }
            }
            case CHECK_LOG ->
                options.folder()
                        .map(folder -> CheckingTheLog.exported(layout, folder, terminal)
                                .play())
                        .orElseGet(() -> checkServed(Optional.empty()));
            case EXPORT_LOG -> checkServed(options.folder());
            case START -> start();
        };
    }

    private boolean checkServed(Optional<Path> kept) {
        try (camera) {
            return CheckingTheLog.served(Demo.read(layout), layout, kept, camera, terminal, clock, random)
                    .play();
        }
    }

    private boolean start() {
        LogFile.open(layout);
        LOG.setUseParentHandlers(true);
        long begun = System.nanoTime();
        Platform platform = Platform.prepare(layout, terminal, options.shape(), random);
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform, stopped), "stop"));
        KafkaBroker.onGivingUp(this::endWithoutKafka);
        try {
            platform.start();
        } catch (RuntimeException e) {
            if (platform.stopping()) {
                return false;
            }
            platform.close();
            throw e;
        }
        terminal.line("Ready after %.1f s; %d MB of memory."
                .formatted(seconds(System.nanoTime() - begun), platform.memoryMegabytes()));
        Played played = new Played(layout.data());
        writeDemo(platform, played.enrolled());
        boolean good = play(platform, played);
        if (options.ci()) {
            return good;
        }
        printAddresses();
        await(stopped);
        return good;
    }

    private boolean play(Platform platform, Played played) {
        boolean good;
        try (camera) {
            good = measured(platform, () -> story(platform, played));
            if (shown != null) {
                good &= new Scan(layout, platform.secrets().of("postgres"), shown, terminal).play();
            }
            if (options.faults()) {
                good &= new Faults(Demo.read(layout), layout, camera, terminal, clock, random).play();
            }
        }
        terminal.line(
                "Memory of the whole platform (%d Java processes and PostgreSQL's; shared pages counted once): %d MB"
                        .formatted(platform.javaProcesses(), platform.memoryMegabytes()));
        return good;
    }

    /** In CI, with what the dashboards ask. */
    private boolean measured(Platform platform, BooleanSupplier story) {
        if (!options.ci()) {
            return story.getAsBoolean();
        }
        if (!Measuring.isPossible()) {
            terminal.line(
                    "Prometheus is not installed (Debian: apt-get install prometheus): what the dashboards ask is not tried.");
            return story.getAsBoolean();
        }
        try (Measuring measuring = Measuring.begin(layout, platform, terminal)) {
            boolean good = story.getAsBoolean();
            return measuring.play() && good;
        }
    }

    private boolean story(Platform platform, Played played) {
        if (options.story() == Options.StoryChoice.ALWAYS
                || (options.story() == Options.StoryChoice.FIRST_TIME && !played.already())) {
            Story story = new Story(Demo.read(layout), layout, camera, terminal, clock, random);
            boolean good = story.play();
            played.remember(story.enrolled(), good);
            writeDemo(platform, played.enrolled());
            return good;
        }
        if (options.story() == Options.StoryChoice.FIRST_TIME) {
            terminal.line("The story was played on these data already; `deploy/run --story` plays it again.");
        }
        return true;
    }

    private void writeDemo(Platform platform, Set<String> enrolled) {
        DemoFile.write(layout.demo(), platform.secrets(), Person.all(), layout.people(), enrolled);
    }

    private void printAddresses() {
        terminal.heading("The platform is up");
        terminal.line("  everything           http://localhost:%d".formatted(PortUse.GATEWAY));
        PortUse.SERVICES.forEach(
                port -> terminal.line("  %-20s http://localhost:%d/q/openapi".formatted(port.use(), port.port())));
        terminal.line("  clients and people   " + layout.repository().relativize(layout.demo()));
        terminal.line("  logs                 " + layout.repository().relativize(layout.logs()));
        // One of the processes printed it.
        PortUse.SERVICES.stream()
                .flatMap(service -> service.processes(options.shape().replicas()).stream())
                .flatMap(process -> FirstInvitation.take(layout.log(process.use())).stream())
                .forEach(link -> terminal.line("  the first administrator signs in, once, at " + link));
        terminal.line("Ctrl-C, or `deploy/run --stop` from another terminal, stops it; the data stay.");
    }

    private void endWithoutKafka(String reason) {
        LOG.log(Level.SEVERE, "Kafka has given up: {0}", reason);
        terminal.line(terminal.bad("Kafka cannot go on (is the disk full?) and everything is stopped; see "
                + layout.repository().relativize(layout.log("launcher"))));
        new Thread(() -> System.exit(1), "end").start();
    }

    private void stop(Platform platform, CountDownLatch stopped) {
        long begun = System.nanoTime();
        camera.close();
        platform.close();
        terminal.line("Stopped everything in %.1f s.".formatted(seconds(System.nanoTime() - begun)));
        stopped.countDown();
    }

    private static double seconds(long nanos) {
        return nanos / (double) Duration.ofSeconds(1).toNanos();
    }

    private static void await(CountDownLatch stopped) {
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
