package org.vouch.bench.running;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.vouch.bench.running.Calls.Claim;
import org.vouch.bench.running.Calls.Told;
import org.vouch.bench.running.LocalPlatform.Person;
import org.vouch.identity.face.FaceTemplate;

/**
 * Proofs of presence that are presented more than once, by others, about others, elsewhere, too late and twice at the same
 * time: none may be accepted, and of two at once one.
 */
public final class ReplaysBench {

    private static final int USUAL_CALLS = 5000;
    private static final int REPLAYS_OF_ONE = 50;
    private static final int PAIRS = 50;
    private static final int KINDS = 5;
    private static final int LATE_SECONDS = 61;
    private static final String VENUE = "Riverside Campus";
    private static final String OTHER_VENUE = "Hillside Clinic";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalPlatform platform;
    private final RunningOptions options;
    private final PrintStream out;
    private final Calls calls;
    private final PlatformFaces faces;
    private final Set<Told> refusals = new HashSet<>();
    private int presented;
    private int wronglyAccepted;

    public ReplaysBench(Path repository, String[] arguments, PrintStream out) throws IOException {
        this.platform = LocalPlatform.of(repository);
        this.options = RunningOptions.read(USUAL_CALLS, arguments);
        this.out = out;
        this.calls = new Calls(platform);
        this.faces = PlatformFaces.of(platform.people());
    }

    /** How proofs of one kind were answered. */
    private static final class Count {
        private int accepted;
        private int refused;
        private int otherwise;

        void add(Told told) {
            if (told.status() == 200) {
                accepted++;
            } else if (told.status() == 403 && told.body().contains("urn:vouch:problem:presence-not-proven")) {
                refused++;
            } else {
                otherwise++;
            }
        }
    }

    /** Makes a presented proof of a genuine one. */
    private interface Forgery {
        String of(String proof) throws IOException, InterruptedException, SQLException, GeneralSecurityException;
    }

    /** Prints the report. */
    public void run() throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        LocalPlatform.Client gate = platform.of("checkpoint").get(0);
        LocalPlatform.Client otherGate = platform.of("checkpoint").get(1);
        try (PreparedSessions sessions = new PreparedSessions(platform)) {
            enrol(sessions, faces.known(), faces.knownFace());
            enrol(sessions, faces.stranger(), faces.strangersFace());
            String token = calls.token(gate);
            String otherToken = calls.token(otherGate);
            Proofs proofs = new Proofs(sessions, gate, token);
            say("%-44s %9s %9s %9s %9s", "proofs", "presented", "accepted", "refused", "otherwise");
            List<String> late = proofs.some(each());
            long taken = System.nanoTime();
            two(proofs, token);
            replayed("the same again, by the same", proofs, token, true, proof -> proof);
            replayed("by another requester", proofs, otherToken, false, proof -> proof);
            replayed("about another subject", proofs, token, false, proof -> {
                String others = proofs.of(faces.stranger(), faces.strangersFace());
                return changed(proof, "sealed", claims(others).path("sealed").asText());
            });
            replayed("for another venue", proofs, token, false, proof -> changed(proof, "venue", OTHER_VENUE));
            while (System.nanoTime() - taken < TimeUnit.SECONDS.toNanos(LATE_SECONDS)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            late(late, calls.token(gate));
        }
        say(
                "%n%d presented that must be refused; accepted of them: %d; different refusals: %d",
                presented, wronglyAccepted, refusals.size());
        refusals.forEach(refusal -> say("  %d %s", refusal.status(), refusal.body()));
    }

    private void enrol(PreparedSessions sessions, Person person, FaceTemplate face)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        sessions.forgetAttempts();
        Told told = calls.timed(calls.enrolment(sessions.shown("enrolment", null, face), Claim.of(person)))
                .told();
        if (told.status() != 201) {
            throw new IllegalStateException("an enrolment is answered with " + told.status() + ": " + told.body());
        }
    }

    /** How many proofs of each of the five kinds that are presented one after the other; rounded up. */
    private int each() {
        return Math.max(1, (options.calls() - PAIRS + KINDS * REPLAYS_OF_ONE - 1) / (KINDS * REPLAYS_OF_ONE));
    }

    /** Fresh proofs, each presented twice at the same time. */
    private void two(Proofs proofs, String token)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        Count count = new Count();
        int exactlyOne = 0;
        for (int i = 0; i < PAIRS; i++) {
            String proof = proofs.one();
            CompletableFuture<Told> first = calls.begun(calls.proxyLookup(token, proof));
            CompletableFuture<Told> second = calls.begun(calls.proxyLookup(token, proof));
            Count pair = new Count();
            for (Told told : List.of(first.join(), second.join())) {
                count.add(told);
                pair.add(told);
                if (told.status() != 200) {
                    refusals.add(told);
                }
            }
            exactlyOne += pair.accepted == 1 && pair.refused == 1 ? 1 : 0;
        }
        presented += PAIRS;
        wronglyAccepted += Math.max(0, count.accepted - PAIRS);
        line("two at once", count);
        say("    of both exactly one accepted, one refused: %d of %d", exactlyOne, PAIRS);
    }

    /** Each proof is presented again and again within its life; of those that are not spent first, then rightly once. */
    private void replayed(String kind, Proofs proofs, String token, boolean spentFirst, Forgery forgery)
            throws IOException, InterruptedException, SQLException, GeneralSecurityException {
        Count count = new Count();
        Count rightly = new Count();
        for (int i = 0; i < each(); i++) {
            String proof = proofs.one();
            if (spentFirst) {
                rightly.add(present(proofs.token, proof));
            }
            String shown = forgery.of(proof);
            for (int replay = 0; replay < REPLAYS_OF_ONE; replay++) {
                Told told = present(token, shown);
                count.add(told);
                refusals.add(told);
            }
            if (!spentFirst) {
                rightly.add(present(proofs.token, proof));
            }
        }
        sum(count);
        line(kind, count);
        say(
                "    and the proof itself, by its requester, %s: %d of %d accepted",
                spentFirst ? "before" : "afterwards", rightly.accepted, each());
    }

    private void late(List<String> proofs, String token) throws IOException, InterruptedException {
        Count count = new Count();
        for (String proof : proofs) {
            for (int replay = 0; replay < REPLAYS_OF_ONE; replay++) {
                Told told = present(token, proof);
                count.add(told);
                refusals.add(told);
            }
        }
        sum(count);
        line("for the first time, after " + LATE_SECONDS + " s", count);
    }

    private void sum(Count count) {
        presented += count.accepted + count.refused + count.otherwise;
        wronglyAccepted += count.accepted;
    }

    private Told present(String token, String proof) throws IOException, InterruptedException {
        return calls.timed(calls.proxyLookup(token, proof)).told();
    }

    /** Proofs that a checkpoint gets, each of a session of its own. */
    private final class Proofs {

        private final PreparedSessions sessions;
        private final LocalPlatform.Client requester;
        private final String token;

        private Proofs(PreparedSessions sessions, LocalPlatform.Client requester, String token) {
            this.sessions = sessions;
            this.requester = requester;
            this.token = token;
        }

        String one() throws IOException, InterruptedException, SQLException, GeneralSecurityException {
            return of(faces.known(), faces.knownFace());
        }

        String of(Person person, FaceTemplate face)
                throws IOException, InterruptedException, SQLException, GeneralSecurityException {
            String session = sessions.shown("presence", requester.id(), face);
            Told told = calls.timed(calls.presenceCheck(token, session, Claim.of(person), "entry", VENUE))
                    .told();
            if (told.status() != 200) {
                throw new IllegalStateException(
                        "a presence check is answered with " + told.status() + ": " + told.body());
            }
            return told.field("presenceProof");
        }

        List<String> some(int count) throws IOException, InterruptedException, SQLException, GeneralSecurityException {
            List<String> some = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                some.add(one());
            }
            return some;
        }
    }

    private static ObjectNode claims(String proof) throws IOException {
        return (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(proof.split("\\.", -1)[1]));
    }

    /** With another claim, under the signature that it had. */
    private static String changed(String proof, String claim, String value) throws IOException {
        String[] parts = proof.split("\\.", -1);
        String claims = claims(proof).put(claim, value).toString();
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }

    private void line(String kind, Count count) {
        say(
                "%-44s %9d %9d %9d %9d",
                kind, count.accepted + count.refused + count.otherwise, count.accepted, count.refused, count.otherwise);
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
