package org.vouch.bench.running;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.vouch.bench.running.Calls.Claim;
import org.vouch.bench.running.Calls.Timed;
import org.vouch.bench.running.Calls.Told;
import org.vouch.identity.face.FaceTemplate;

/**
 * Whether anybody can tell by an answer or by its time that somebody is known: the same call for a known person with
 * another's face, for a known person under another name, and for somebody unknown, one after the other in random order.
 */
public final class OracleBench {

    private static final int USUAL_CALLS = 2000;
    private static final int WARM_UP = 20;
    /** Below it two samples count as told apart. */
    private static final double SIGNIFICANT = .01;

    /** A token lives for ten. */
    private static final Duration TOKEN_USED = Duration.ofMinutes(5);

    private final LocalPlatform platform;
    private final RunningOptions options;
    private final PrintStream out;
    private final Calls calls;
    private final Random random = new Random(1);

    private final LocalPlatform.Client checkpoint;
    private final PlatformFaces faces;
    private String token = "";
    private long tokenTaken;
    private int toldApart;
    private int compared;

    public OracleBench(Path repository, String[] arguments, PrintStream out) throws IOException {
        this.platform = LocalPlatform.of(repository);
        this.options = RunningOptions.read(USUAL_CALLS, arguments);
        this.out = out;
        this.calls = new Calls(platform);
        this.checkpoint = platform.of("checkpoint").get(0);
        this.faces = PlatformFaces.of(platform.people());
    }

    /** What is different about a call. */
    private enum Kind {
        WRONG_FACE("known, another's face"),
        WRONG_NAME("known, another name"),
        UNKNOWN("unknown"),
        AGAIN("known, another's face, once more"),
        LATER("unknown, held back by this program");

        private final String told;

        Kind(String told) {
            this.told = told;
        }
    }

    private enum Endpoint {
        PRESENCE_CHECKS("presence-checks", "presence", 200),
        TOKEN("oauth2/token (face)", "login", 200),
        ENROLMENTS("enrolments", "enrolment", 201);

        private final String told;
        private final String purpose;
        private final int accepted;

        Endpoint(String told, String purpose, int accepted) {
            this.told = told;
            this.purpose = purpose;
            this.accepted = accepted;
        }
    }

    /** Prints the report. */
    public void run() throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        long begun = System.nanoTime();
        try (PreparedSessions sessions = new PreparedSessions(platform)) {
            for (Endpoint endpoint : Endpoint.values()) {
                measure(endpoint, sessions);
            }
        }
        say(
                "%n%d of %d comparisons of different kinds lie under p = %.2f (by chance alone: %.1f of so many); %.0f minutes",
                toldApart, compared, SIGNIFICANT, compared * SIGNIFICANT, (System.nanoTime() - begun) / 6e10);
    }

    private void measure(Endpoint endpoint, PreparedSessions sessions)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        known(sessions);
        control(endpoint, sessions);
        for (int i = 0; i < Math.min(WARM_UP, options.calls()); i++) {
            for (Kind kind : Kind.values()) {
                Timed unused = called(endpoint, kind, sessions);
            }
        }
        Map<Kind, List<Double>> millis = new EnumMap<>(Kind.class);
        Set<Told> answers = new HashSet<>();
        List<Kind> kinds = new ArrayList<>(List.of(Kind.values()));
        for (int i = 0; i < options.calls(); i++) {
            Collections.shuffle(kinds, random);
            for (Kind kind : kinds) {
                Timed answer = called(endpoint, kind, sessions);
                answers.add(answer.told());
                millis.computeIfAbsent(kind, unused -> new ArrayList<>()).add(answer.nanos() / 1e6);
            }
            if (i % 100 == 99) {
                System.err.printf(Locale.ROOT, "%s: %d of %d%n", endpoint.told, i + 1, options.calls());
            }
        }
        Map<Kind, double[]> times = new EnumMap<>(Kind.class);
        millis.forEach((kind, all) ->
                times.put(kind, all.stream().mapToDouble(Double::doubleValue).toArray()));
        report(endpoint, answers, kind -> times.getOrDefault(kind, new double[0]));
    }

    /** Enrols the person whom the calls are about. */
    private void known(PreparedSessions sessions)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        sessions.forgetAttempts();
        String session = sessions.shown("enrolment", null, faces.knownFace());
        accepted(calls.timed(calls.enrolment(session, Claim.of(faces.known()))).told(), Endpoint.ENROLMENTS.accepted);
    }

    /** A prepared session is one: with the right face and name the call is granted. */
    private void control(Endpoint endpoint, PreparedSessions sessions)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        Timed granted = calls.timed(request(endpoint, sessions, faces.knownFace(), Claim.of(faces.known())));
        accepted(granted.told(), endpoint.accepted);
    }

    private static void accepted(Told told, int status) {
        if (told.status() != status) {
            throw new IllegalStateException("the right face is answered with " + told.status() + ": " + told.body());
        }
    }

    private Timed called(Endpoint endpoint, Kind kind, PreparedSessions sessions)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        Claim known = Claim.of(faces.known());
        FaceTemplate face = kind == Kind.WRONG_NAME ? faces.knownFace() : faces.strangersFace();
        Claim claim =
                switch (kind) {
                    case WRONG_FACE, AGAIN -> known;
                    case WRONG_NAME -> new Claim(known.documentType(), known.number(), "李大明");
                    case UNKNOWN, LATER -> new Claim(known.documentType(), nobodysNumber(), known.name());
                };
        HttpRequest request = request(endpoint, sessions, face, claim);
        if (kind != Kind.LATER) {
            return calls.timed(request);
        }
        long begun = System.nanoTime();
        Told told = calls.timed(request).told();
        long answered = System.nanoTime();
        while (System.nanoTime() - answered < options.late().toNanos()) {
            Thread.onSpinWait();
        }
        return new Timed(told, System.nanoTime() - begun);
    }

    /** All that comes before the call that is measured: a session with a face, and nobody who has to wait. */
    private HttpRequest request(Endpoint endpoint, PreparedSessions sessions, FaceTemplate face, Claim claim)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        sessions.forgetAttempts();
        String opener = endpoint == Endpoint.PRESENCE_CHECKS ? checkpoint.id() : null;
        String session = sessions.shown(endpoint.purpose, opener, face);
        return switch (endpoint) {
            case PRESENCE_CHECKS -> calls.presenceCheck(token(), session, claim);
            case TOKEN -> calls.login(session, claim);
            case ENROLMENTS -> calls.enrolment(session, claim);
        };
    }

    private String token() throws IOException, InterruptedException {
        if (token.isEmpty() || System.nanoTime() - tokenTaken > TOKEN_USED.toNanos()) {
            token = calls.token(checkpoint);
            tokenTaken = System.nanoTime();
        }
        return token;
    }

    /** Well-formed, of the same division as everybody's, and not of the registry's dozen people. */
    private String nobodysNumber() {
        while (true) {
            String number = ResidentNumber.random(faces.known().number().substring(0, 6), random);
            if (platform.people().stream().noneMatch(person -> person.number().equals(number))) {
                return number;
            }
        }
    }

    private void report(Endpoint endpoint, Set<Told> answers, Function<Kind, double[]> times) {
        say("%n%s: %d calls of each kind, one after the other in random order", endpoint.told, options.calls());
        if (answers.size() == 1) {
            Told only = answers.iterator().next();
            say(
                    "  one answer to all: status %d, %d headers, body %s",
                    only.status(), only.headers().size(), only.body());
        } else {
            say("  DIFFERENT ANSWERS, %d of them:", answers.size());
            answers.forEach(answer -> say("    %s", answer));
        }
        say("  %-36s %9s %9s %9s", "milliseconds", "p10", "p50", "p95");
        for (Kind kind : Kind.values()) {
            Percentile percentile = new Percentile();
            percentile.setData(times.apply(kind));
            say(
                    "  %-36s %9.2f %9.2f %9.2f",
                    kind.told, percentile.evaluate(10), percentile.evaluate(50), percentile.evaluate(95));
        }
        say("  %-72s %12s %12s %9s %8s", "two samples", "Mann-Whitney", "Kolmogorov-S", "P(greater)", "medians");
        compare(times, Kind.WRONG_FACE, Kind.WRONG_NAME, true);
        compare(times, Kind.WRONG_FACE, Kind.UNKNOWN, true);
        compare(times, Kind.WRONG_NAME, Kind.UNKNOWN, true);
        say(
                "  the same between samples that are of one kind, and of which one is %d ms late:",
                options.late().toMillis());
        compare(times, Kind.WRONG_FACE, Kind.AGAIN, false);
        compare(times, Kind.UNKNOWN, Kind.LATER, false);
        TwoSamples same = new TwoSamples(times.apply(Kind.WRONG_FACE), times.apply(Kind.AGAIN));
        say(
                "  with so many calls, on this machine, this hour, %.2f ms more would be told apart at p = %.2f",
                same.toldApartBy(SIGNIFICANT), SIGNIFICANT);
    }

    private void compare(Function<Kind, double[]> times, Kind one, Kind other, boolean counted) {
        TwoSamples both = new TwoSamples(times.apply(one), times.apply(other));
        double mannWhitney = both.mannWhitney();
        double kolmogorov = both.kolmogorovSmirnov();
        boolean apart = Math.min(mannWhitney, kolmogorov) < SIGNIFICANT;
        if (counted) {
            compared += 2;
            toldApart += (mannWhitney < SIGNIFICANT ? 1 : 0) + (kolmogorov < SIGNIFICANT ? 1 : 0);
        }
        say(
                "  %-72s %12.4f %12.4f %9.3f %+7.2f   %s",
                List.of(one, other).stream().map(kind -> kind.told).collect(Collectors.joining(" / ")),
                mannWhitney,
                kolmogorov,
                both.otherIsGreater(),
                both.difference(),
                apart ? "TOLD APART" : "not told apart");
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
