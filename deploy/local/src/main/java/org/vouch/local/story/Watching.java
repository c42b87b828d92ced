package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Step 5: an account pulls one person after another, is flagged and suspended, and those it looked at see it. */
final class Watching {

    private static final String HELP = "help";
    private static final String PRESENCE = "presence";
    private static final int SECOND = 2;
    private static final String SUSPENDED = "requester-suspended";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration PROMISED = Duration.ofSeconds(5);

    private final Calls calls;
    private final Cast cast;
    private final Pace pace;
    private final Narrator narrator;
    private final String auditor;

    private @Nullable JsonNode alert;

    Watching(Demo demo, Calls calls, Cast cast, Pace pace, Narrator narrator) {
        this.calls = calls;
        this.cast = cast;
        this.pace = pace;
        this.narrator = narrator;
        this.auditor = calls.token(demo.client("auditor"));
    }

    void play() {
        narrator.heading("5  An account pulls one person after another");
        for (Resident curious : cast.curious()) {
            if (!calls.openSession(PRESENCE, curious.token()).problem().equals(SUSPENDED)) {
                play(curious, cast.othersThan(curious));
                return;
            }
        }
        throw new StoryBroken(
                "each of the " + cast.curious().size() + " accounts for this step was suspended in an earlier"
                        + " play; they come free a day later, or with a fresh data folder");
    }

    private void play(Resident curious, List<Resident> others) {
        narrator.say("%s has a valid proof for each of them, and it is still too many.".formatted(curious.name()));
        Set<String> before = alertIds();
        Instant begun = calls.now();
        Resident first = others.get(0);
        String spareProof = proof(curious, first).text("presenceProof");
        String spareSession = calls.look(PRESENCE, curious.token(), first.person());
        List<Resident> lookedAt = new ArrayList<>();
        Answer crossing = pull(curious, others, before, lookedAt);
        flagged(crossing, before);
        refusedEverywhere(curious, spareProof, crossing);
        refused(calls.presence(curious.token(), spareSession, first.person().document(), first.name(), HELP), first);
        ownCode(curious);
        seenBy(lookedAt, begun);
    }

    /** The alert of this run, if there was one. */
    @Nullable
    JsonNode alert() {
        return alert;
    }

    /**
     * Looks at one after another until the audit service has seen enough; returns the answer of the last look that was
     * answered. On a busy machine the next look may already have begun when the suspension comes: that one is refused.
     */
    private Answer pull(Resident curious, List<Resident> others, Set<String> before, List<Resident> lookedAt) {
        Answer last = new Answer(0, "", 0);
        for (Resident subject : others) {
            Answer answer = lookUp(curious, subject);
            narrator.call("POST /v1/proxy-lookups  " + curious.name() + " looks at " + subject.name(), answer);
            if (answer.problem().equals(SUSPENDED)) {
                break;
            }
            last = answer;
            lookedAt.add(subject);
            narrator.expectStatus(last, 200, "look number " + lookedAt.size() + " is answered");
            if (lookedAt.size() == SECOND) {
                pace.at().accept(Moment.PULLED);
            }
            Answer alerts = Waiting.until(BETWEEN_LOOKS, this::alerts, found -> fresh(found, before) != null);
            if (fresh(alerts, before) != null) {
                break;
            }
        }
        return last;
    }

    /** The answer to a lookup with a proof of its own, or the first refusal on the way to it. */
    private Answer lookUp(Resident curious, Resident subject) {
        Answer session = calls.openSession(PRESENCE, curious.token());
        if (session.problem().equals(SUSPENDED)) {
            return session;
        }
        String shown = calls.show(session, curious.token(), subject.person());
        Answer proof = calls.presence(curious.token(), shown, subject.person().document(), subject.name(), HELP);
        return proof.status() == 200 ? calls.proxyLookup(curious.token(), proof.text("presenceProof")) : proof;
    }

    private void flagged(Answer crossing, Set<String> before) {
        Answer alerts = Waiting.until(Waiting.PATIENCE, this::alerts, answer -> fresh(answer, before) != null);
        alert = fresh(alerts, before);
        narrator.call("GET /v1/alerts?rule=many-subjects  as an auditor", alerts);
        narrator.expect(
                alert != null,
                alert == null
                        ? "the audit service should flag the account within seconds"
                        : "flagged %d ms after the look that was one too many"
                                .formatted(millis(alerts.arrived() - crossing.arrived())));
    }

    private void refusedEverywhere(Resident curious, String spareProof, Answer crossing) {
        Answer healthcode = Waiting.until(
                Waiting.PATIENCE, () -> calls.proxyLookup(curious.token(), spareProof), answer -> answer.problem()
                        .equals(SUSPENDED));
        narrator.call("POST /v1/proxy-lookups  with one more valid proof", healthcode);
        narrator.expectProblem(healthcode, 403, SUSPENDED, "healthcode-service refuses the account");
        Answer identity = Waiting.until(
                Waiting.PATIENCE, () -> calls.openSession(PRESENCE, curious.token()), answer -> answer.problem()
                        .equals(SUSPENDED));
        narrator.call("POST /v1/face-sessions  for one more presence", identity);
        narrator.expectProblem(identity, 403, SUSPENDED, "identity-service refuses the account");
        Answer later = identity.arrived() > healthcode.arrived() ? identity : healthcode;
        long after = millis(later.arrived() - crossing.arrived());
        narrator.say("    every service asked so far refuses %d ms after that look; promised are %d s"
                .formatted(after, PROMISED.toSeconds()));
    }

    private void refused(Answer presence, Resident subject) {
        narrator.call("POST /v1/presence-checks  " + subject.name() + ", in a session opened before", presence);
        narrator.expectProblem(presence, 403, SUSPENDED, "a look that was prepared before is refused as well");
    }

    private void ownCode(Resident curious) {
        Answer own = calls.code(curious.token());
        narrator.call("GET /v1/code  " + curious.name() + ", the own code", own);
        narrator.expectStatus(
                own, 200, "the own code still opens: suspension takes the right to look, not the right to live");
    }

    private void seenBy(List<Resident> lookedAt, Instant begun) {
        narrator.say("  Everybody who was looked at sees it:");
        for (Resident subject : lookedAt) {
            Answer seen = Waiting.until(
                    Waiting.PATIENCE, () -> calls.accesses(subject.token()), answer -> showsALookSince(begun, answer));
            narrator.expect(
                    showsALookSince(begun, seen),
                    "GET /v1/accesses  %s sees %d accesses"
                            .formatted(subject.name(), seen.json().path("items").size()));
        }
        narrator.say("  One of them: "
                + Narrator.shortened(lookedAt.get(0).accesses().stream()
                        .findFirst()
                        .map(JsonNode::toString)
                        .orElse("none")));
    }

    /** Looks of earlier steps and plays do not count; both times are of this machine's one clock. */
    private static boolean showsALookSince(Instant begun, Answer accesses) {
        for (JsonNode item : accesses.json().path("items")) {
            if (item.path("action").asText().equals("proxy-lookup")
                    && item.path("requester").path("kind").asText().equals("resident")
                    && item.path("outcome").asText().equals("granted")
                    && Instant.parse(item.path("at").asText()).isAfter(begun)) {
                return true;
            }
        }
        return false;
    }

    private Answer proof(Resident requester, Resident subject) {
        String token = requester.token();
        String session = calls.look(PRESENCE, token, subject.person());
        return calls.presence(token, session, subject.person().document(), subject.name(), HELP);
    }

    private Answer alerts() {
        return calls.alerts(auditor);
    }

    private Set<String> alertIds() {
        Set<String> ids = new HashSet<>();
        alerts().orFail("the alerts")
                .path("items")
                .forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static @Nullable JsonNode fresh(Answer alerts, Set<String> before) {
        for (JsonNode item : alerts.json().path("items")) {
            if (!before.contains(item.path("id").asText())) {
                return item;
            }
        }
        return null;
    }

    private static long millis(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }
}
