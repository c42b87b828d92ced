package org.vouch.local.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.PortUse;
import org.vouch.local.platform.Terminal;

/**
 * What {@code deploy/run browser} does on the running platform: an account attacks, the page shows it without a reload, an
 * operator suspends it, its next call is refused, and it takes another operator to lift that. Everything goes through the
 * one origin.
 */
public final class Operating {

    private static final String ORIGIN = "http://localhost:" + PortUse.GATEWAY;
    private static final Duration SEEN = Duration.ofMinutes(1);
    private static final String SUSPENDED = "requester-suspended";
    private static final String NOT_PROVEN = "presence-not-proven";
    private static final int BRINGINGS = 4;
    private static final int MANY = 10_000;
    private static final int PAGE = 100;
    private static final List<String> VIEWS =
            List.of("incidents", "suspensions", "shields", "thresholds", "log", "activity");
    private static final Set<String> CHOICES = Set.of("vouch.language", "vouch.theme", "vouch.ops.filters");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Demo demo;
    private final Calls calls;
    private final Http http = new Http(Duration.ZERO);
    private final Cast cast;
    private final Narrator narrator;
    private final Path shots;

    private Operating(Demo demo, Layout layout, Camera camera, Terminal terminal) throws IOException {
        Demo.Services services = new Demo.Services(
                ORIGIN + "/identity", ORIGIN + "/healthcode", ORIGIN + "/testresult", ORIGIN + "/audit");
        this.demo = demo;
        this.calls = new Calls(services, Duration.ZERO, camera, Clock.systemUTC(), new SecureRandom());
        this.cast = Cast.of(demo, calls);
        this.narrator = new Narrator(terminal);
        this.shots = layout.repository().resolve("deploy/browser/target/screenshots");
        Files.createDirectories(shots);
    }

    /** Takes the repository's folder; exits with 0 only if every expectation was met. */
    public static void main(String[] arguments) throws IOException {
        Terminal terminal = new Terminal(System.out, Boolean.getBoolean("vouch.colour"));
        Layout layout = new Layout(Path.of(arguments[0]).toAbsolutePath().normalize());
        Optional<Path> program = Chromium.found();
        if (program.isEmpty()) {
            terminal.line(terminal.bad("NO CHROMIUM HERE: NOBODY HAS LOOKED AT THE OPERATIONS PAGE"
                    + " (Debian: apt-get install chromium)"));
            System.exit(1);
        }
        boolean good;
        try (Camera camera = new Camera(layout.log("camera"), null);
                Chromium chromium = Chromium.start(program.get(), layout)) {
            good = new Operating(Demo.read(layout), layout, camera, terminal).play(chromium);
        }
        System.exit(good ? 0 : 1);
    }

    private boolean play(Chromium chromium) {
        narrator.heading("The operations page, in a browser");
        try {
            nobodyElse(chromium);
            twoOperators(chromium);
            afterAnOutage(chromium);
            manyAlerts(chromium);
        } catch (PlaywrightException | AssertionFailedError | StoryBroken | UncheckedIOException e) {
            narrator.expect(false, "it breaks off: " + e.getMessage());
        }
        narrator.expect(chromium.errors().isEmpty(), "no page told an error " + chromium.errors());
        narrator.expect(
                chromium.asked().stream().allMatch(one -> one.startsWith(ORIGIN + "/") || one.startsWith("blob:")),
                "no page asked anybody else than the one origin");
        narrator.say(
                narrator.missed().isEmpty()
                        ? "All %d expectations were met.".formatted(narrator.checked())
                        : "%d of %d expectations were missed: %s"
                                .formatted(narrator.missed().size(), narrator.checked(), narrator.missed()));
        return narrator.missed().isEmpty();
    }

    /** A token that is no auditor's opens no datum, whatever page it is brought by. */
    private void nobodyElse(Chromium chromium) {
        narrator.say("  Who is no auditor:");
        Demo.Client lab = demo.client("lab");
        try (BrowserContext context = chromium.context(1440, 900, "en-GB", ColorScheme.LIGHT)) {
            OperationsPage page = new OperationsPage(context, ORIGIN);
            page.open();
            page.signIn(lab.id(), lab.secret());
            assertThat(page.page().locator(".failure")).containsText("no auditor");
            narrator.expect(page.page().locator("nav.views").count() == 0, "a lab signs in and sees nothing");
            page.signIn(lab.id(), "not-its-secret");
            assertThat(page.page().locator(".failure")).containsText("sign nobody in");
            narrator.expect(true, "a wrong secret signs nobody in");
            page.shoot(shots, "sign-in");
            noViolations(page, "the sign-in");
        }
        for (String token : List.of(calls.token(lab), cast.lookedUp().token())) {
            for (String path : List.of("alerts", "incidents", "suspensions", "shields", "thresholds", "operations")) {
                Answer answer = http.get(ORIGIN + "/audit/v1/" + path, token);
                narrator.expectProblem(answer, 403, "forbidden", "no answer to " + path);
            }
            narrator.expect(streamStatus(token) == 403, "and no stream");
        }
    }

    private static int streamStatus(String token) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(ORIGIN + "/audit/v1/alerts/stream"))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofInputStream())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }

    private void twoOperators(Chromium chromium) {
        Demo.Client attacker = attacker();
        String token = calls.token(attacker);
        Demo.Client auditor = demo.client("auditor");
        try (BrowserContext desk = chromium.context(1440, 900, "en-GB", ColorScheme.LIGHT);
                BrowserContext phone = chromium.context(390, 844, "zh-CN", ColorScheme.DARK)) {
            OperationsPage one = new OperationsPage(desk, ORIGIN);
            one.open();
            one.signIn(auditor.id(), auditor.secret());
            one.isLive();
            one.mark();
            narrator.say("  %s brings one proof again and again:".formatted(attacker.label()));
            String proof = attack(token);
            Locator row = one.row("A proof brought again", attacker.label());
            assertThat(row)
                    .isVisible(new com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions()
                            .setTimeout(SEEN.toMillis()));
            narrator.expect(one.marked(), "the incident appears in the open page, without a reload");
            row.click();
            suspends(one, token, proof);
            oneCannotLift(one);
            OperationsPage two = new OperationsPage(phone, ORIGIN);
            anotherLifts(two, attacker, token, proof);
            one.view("suspensions");
            assertThat(one.line(attacker.label()).locator(".state-lifted")).isVisible();
            narrator.expect(one.marked(), "the first operator's page shows it too");
            looksGood(one, "en");
            looksGood(two, "zh");
            keepsNothing(one);
            keepsNothing(two);
            signsOut(two);
        }
    }

    /** By the session that the browser keeps: whoever leaves the desk has to know that it is over. */
    private void signsOut(OperationsPage page) {
        AtomicBoolean away = new AtomicBoolean(true);
        page.page().route(Pattern.compile(".*/v1/staff-sessions/current"), route -> failing(route, away));
        page.press(page.page().locator("header"), "退出");
        assertThat(page.page().locator(".failure")).containsText("仍处于登录状态");
        narrator.expect(true, "a session that could not be ended is said to go on");
        page.open();
        page.isLive();
        page.press(page.page().locator("header"), "退出");
        assertThat(page.page().locator(".door")).isVisible();
        page.open();
        assertThat(page.page().locator(".door h2")).isVisible();
        narrator.expect(true, "and one that was ended does not come back");
    }

    /** The page is opened while the service is away: what it does not know yet must not look like quiet. */
    private void afterAnOutage(Chromium chromium) {
        Demo.Client auditor = demo.client("auditor");
        try (BrowserContext context = chromium.context(1440, 900, "en-GB", ColorScheme.LIGHT)) {
            OperationsPage page = new OperationsPage(context, ORIGIN);
            AtomicBoolean streamAway = new AtomicBoolean(true);
            AtomicBoolean listAway = new AtomicBoolean(true);
            page.page().route(Pattern.compile(".*/audit/v1/alerts/stream"), route -> failing(route, streamAway));
            page.page().route(Pattern.compile(".*/audit/v1/alerts\\?.*"), route -> failing(route, listAway));
            page.open();
            page.signIn(auditor.id(), auditor.secret());
            page.isLive();
            assertThat(page.row("A proof brought again")).isVisible();
            assertThat(page.page().locator(".filters .quiet")).not().containsText("loading");
            narrator.expect(
                    !streamAway.get() && !listAway.get(),
                    "a page that was opened during an outage has all older alerts after it");
            AtomicBoolean countsAway = new AtomicBoolean(true);
            page.page().route(Pattern.compile(".*/audit/v1/operations\\?.*"), route -> failing(route, countsAway));
            page.view("log");
            assertThat(page.page().locator(".stream-broken")).isVisible();
            page.isLive();
            narrator.expect(true, "and numbers that nobody answers for any more are said to be old");
        }
    }

    /** The first call is answered as by a service that goes down. */
    private static void failing(Route route, AtomicBoolean away) {
        if (away.getAndSet(false)) {
            route.fulfill(new Route.FulfillOptions().setStatus(503));
        } else {
            route.resume();
        }
    }

    /** A proof that was good once, for somebody who stood before the camera. */
    private String attack(String token) {
        Demo.Person subject = cast.lookedUp().person();
        String session = calls.look("presence", token, subject);
        String proof = calls.presence(token, session, subject.document(), subject.name(), "entry")
                .orFail("a presence proof")
                .path("presenceProof")
                .asText();
        narrator.expectStatus(calls.proxyLookup(token, proof), 200, "once it opens");
        for (int time = 1; time < BRINGINGS; time++) {
            narrator.expectProblem(calls.proxyLookup(token, proof), 403, NOT_PROVEN, "and never again");
        }
        return proof;
    }

    private void suspends(OperationsPage page, String token, String proof) {
        Locator pane = page.page().locator(".pane");
        page.press(pane, "Suspend");
        noViolations(page, "the question");
        page.answer("Suspend", "Brings a spent proof");
        page.closed();
        assertThat(pane.locator(".facts .state-active")).isVisible();
        Answer next = Waiting.until(
                Waiting.PATIENCE, () -> calls.proxyLookup(token, "made-up-" + calls.hex(8)), answer -> answer.problem()
                        .equals(SUSPENDED));
        narrator.expectProblem(next, 403, SUSPENDED, "the operator suspends, and the attacker's next call is refused");
        page.shoot(shots, "incident");
    }

    private void oneCannotLift(OperationsPage page) {
        Locator pane = page.page().locator(".pane");
        page.press(pane, "Ask to lift");
        page.answer("Ask to lift", "");
        page.closed();
        assertThat(pane).containsText("another auditor approves");
        page.press(pane, "Approve lifting");
        page.answer("Approve lifting", "");
        assertThat(page.dialog().locator(".failure")).containsText("two different auditors");
        narrator.expect(true, "whoever asked to lift cannot approve it");
        page.press(page.dialog(), "Cancel");
        page.closed();
    }

    /** Comes by an administrator's invitation, opens the page in the same browser, and is signed in. */
    private void anotherLifts(OperationsPage page, Demo.Client attacker, String token, String proof) {
        ObjectNode post = JSON.createObjectNode().put("label", "Auditor Lin");
        post.putArray("roles").add("auditor");
        String link = http.post(ORIGIN + "/identity/v1/staff", calls.token(demo.client("admin")), post)
                .orFail("an invitation")
                .path("invitation")
                .asText();
        narrator.expect(link.startsWith(ORIGIN + "/identity/staff/sign-in#"), "an invitation leads to the one origin");
        page.page().navigate(link);
        page.page().locator("#sign-in").click();
        assertThat(page.page().locator("#words")).containsText("You are signed in");
        page.open();
        page.isLive();
        narrator.expect(true, "another auditor signs in once, by an invitation, and the page knows them");
        page.view("suspensions");
        Locator line = page.line(attacker.label());
        page.press(line, "批准解除");
        page.answer("批准解除", "");
        page.closed();
        assertThat(line.locator(".state-lifted")).isVisible();
        Answer next = Waiting.until(
                Waiting.PATIENCE, () -> calls.proxyLookup(token, "made-up-" + calls.hex(8)), answer -> answer.problem()
                        .equals(NOT_PROVEN));
        narrator.expectProblem(next, 403, NOT_PROVEN, "the second operator lifts it, and the account may ask again");
    }

    /** Every view, with nothing in it that keeps somebody out. */
    private void looksGood(OperationsPage page, String language) {
        for (String view : VIEWS) {
            page.view(view);
            assertThat(page.page()
                            .locator(view.equals("incidents") ? ".table-line" : "#sheet-title")
                            .first())
                    .isVisible();
            if (view.equals("log")) {
                assertThat(page.page().locator(".readings")).isVisible();
            }
            if (view.equals("activity")) {
                assertThat(page.page().locator(".u-over").first()).isVisible();
            }
            if (view.equals("incidents")) {
                Optional<Locator> fan = Optional.of(page.page()
                                .locator(".table-line")
                                .filter(new Locator.FilterOptions()
                                        .setHasText(Pattern.compile("Many people in minutes|短时间内查询多人"))))
                        .filter(found -> found.count() > 0)
                        .map(Locator::first);
                fan.orElse(page.page().locator(".table-line").first()).click();
                assertThat(page.page().locator("#graph-title")).isVisible();
                page.page().waitForTimeout(300);
            }
            page.shoot(shots, view + "-" + language);
            noViolations(page, view + " in " + language);
            if (view.equals("incidents")) {
                Locator back = page.page().locator(".back");
                if (back.isVisible()) {
                    back.click();
                    page.shoot(shots, "list-" + language);
                    noViolations(page, "the list in " + language);
                }
            }
        }
    }

    private void noViolations(OperationsPage page, String where) {
        List<String> found = Chromium.violations(page.page());
        narrator.expect(found.isEmpty(), "axe finds nothing in " + where + (found.isEmpty() ? "" : ": " + found));
    }

    private void keepsNothing(OperationsPage page) {
        Map<String, String> kept = page.kept();
        narrator.expect(
                CHOICES.containsAll(kept.keySet())
                        && kept.values().stream().noneMatch(one -> one.matches(".*([0-9a-f]{16}|eyJ).*")),
                "the browser keeps choices alone: " + kept.keySet());
        narrator.expect(!page.address().matches(".*[0-9a-f]{32}.*"), "no pseudonym stands in the address");
    }

    /** Alerts that nobody raised, told by the test in the service's place. */
    private void manyAlerts(Chromium chromium) {
        Demo.Client auditor = demo.client("auditor");
        try (BrowserContext context = chromium.context(1440, 900, "en-GB", ColorScheme.DARK)) {
            OperationsPage page = new OperationsPage(context, ORIGIN);
            Instant now = calls.now();
            page.page().route(Pattern.compile(".*/audit/v1/alerts\\?.*"), route -> made(route, now));
            page.open();
            page.signIn(auditor.id(), auditor.secret());
            assertThat(page.page().locator(".filters .quiet"))
                    .containsText(
                            "10,000 of 10,000",
                            new com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions()
                                    .setTimeout(60_000));
            Locator table = page.page().locator(".table");
            table.focus();
            table.press("End");
            assertThat(page.page().locator(".table-line[aria-rowindex='10001']"))
                    .isVisible();
            int drawn = page.page().locator(".table-line").count();
            narrator.expect(drawn < PAGE, "of 10,000 incidents %d rows are in the page".formatted(drawn));
            page.page().locator(".search").fill("probing");
            assertThat(page.page().locator(".filters .quiet")).containsText("2,000 of 10,000");
            narrator.expect(true, "and a search goes through all of them");
            page.shoot(shots, "many");
        }
    }

    private static void made(Route route, Instant now) {
        String query = route.request().url();
        int from = query.contains("cursor=") ? Integer.parseInt(query.replaceAll(".*cursor=(\\d+).*", "$1")) : 0;
        List<String> rules = List.of("many-subjects", "ring", "probing", "in-demand", "slow-strangers");
        ObjectNode page = JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        for (int n = from; n < from + PAGE; n++) {
            String at = now.minusSeconds(60L * n).toString();
            ObjectNode alert = items.addObject();
            alert.put("id", new UUID(1, n).toString())
                    .put("rule", rules.get(n % rules.size()))
                    .put("ruleVersion", 1)
                    .put("state", n % 3 == 0 ? "open" : "dismissed")
                    .put("raisedAt", at)
                    .put("firstAt", at)
                    .put("lastAt", at)
                    .put("effect", "tell")
                    .put("incident", new UUID(2, n).toString());
            alert.putObject("requester")
                    .put("kind", "resident")
                    .put("label", "resident")
                    .put("pseudonym", "%032x".formatted(n * 2_654_435_761L));
            alert.putObject("features")
                    .put("distinctSubjects", 6)
                    .put("refused", 0)
                    .putArray("measured");
            alert.putObject("thresholds")
                    .put("distinctSubjects", 5)
                    .put("period", "PT10M")
                    .put("version", 0);
            alert.putObject("evidence").put("count", 6).put("windowStart", at).putArray("records");
        }
        page.put("next", from + PAGE < MANY ? Integer.toString(from + PAGE) : null);
        route.fulfill(
                new Route.FulfillOptions().setContentType("application/json").setBody(page.toString()));
    }

    /** A gate that the page does not tell of yet, where there is one: the incident has to appear. */
    private Demo.Client attacker() {
        String auditor = calls.token(demo.client("auditor"));
        Set<String> told = new HashSet<>();
        http.get(ORIGIN + "/audit/v1/alerts?rule=replayed-proof&limit=100", auditor)
                .orFail("the alerts")
                .path("items")
                .forEach(alert ->
                        told.add(alert.path("requester").path("clientId").asText()));
        return demo.clients().stream()
                .filter(client -> client.role().equals("checkpoint") && !told.contains(client.id()))
                .findFirst()
                .orElseThrow(() -> new StoryBroken("each gate was told of already; begin on fresh data"));
    }
}
