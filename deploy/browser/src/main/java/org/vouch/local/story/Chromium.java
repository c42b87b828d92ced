package org.vouch.local.story;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.vouch.local.platform.Layout;

/** This machine's own Chromium; remembers every address that its pages asked and every error that they told. */
final class Chromium implements AutoCloseable {

    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final List<String> WCAG = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final int PATIENCE_MILLIS = 60_000;

    private final Playwright playwright;
    private final Browser browser;
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final Set<String> errors = ConcurrentHashMap.newKeySet();

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Where it is; empty where there is none. */
    static Optional<Path> found() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Chromium start(Path program, Layout layout) {
        Path home = layout.repository().resolve("deploy/browser");
        System.setProperty("playwright.cli.dir", driver(home).toString());
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PLAYWRIGHT_NODEJS_PATH", node().toString())));
        return new Chromium(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions().setExecutablePath(program).setArgs(QUIET)));
    }

    /** A browser of its own: nothing of another one's is in it. */
    BrowserContext context(int width, int height, String language, ColorScheme scheme) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale(language)
                .setColorScheme(scheme));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(request -> asked.add(request.url()));
        context.onConsoleMessage(message -> {
            // A refusal is an answer like any other; the browser says so of each.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                errors.add(message.text());
            }
        });
        context.onWebError(error -> errors.add(error.error()));
        return context;
    }

    /** What keeps somebody out, by the rules of WCAG 2.2 AA that a program can check. */
    static List<String> violations(Page page) {
        return new AxeBuilder(page)
                .withTags(WCAG).analyze().getViolations().stream()
                        .map(rule -> rule.getId() + ": "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .limit(2)
                                        .toList())
                        .toList();
    }

    Set<String> asked() {
        return asked;
    }

    Set<String> errors() {
        return errors;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** Laid out as the library looks for it. */
    private static Path driver(Path home) {
        Path folder = home.resolve("target/driver");
        Path link = folder.resolve("package");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, home.resolve("node_modules/playwright-core"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path node() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "node"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new StoryBroken("no node on the path"));
    }
}
