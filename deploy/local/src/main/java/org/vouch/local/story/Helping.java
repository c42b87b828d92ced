package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.vouch.local.people.DocumentNumber;
import org.vouch.local.people.Person;

/** Step 3: a helper looks up a person in front of the camera; four other ways to the same data are refused alike. */
final class Helping {

    private static final Set<String> MINIMUM = Set.of("maskedName", "colour", "latestTest", "validUntil", "purpose");
    private static final String NOT_PROVEN = "presence-not-proven";
    private static final String HELP = "help";

    /** Valid in form, and nobody's. */
    private static final Demo.Document UNKNOWN =
            new Demo.Document(Person.DOCUMENT_TYPE, DocumentNumber.of(LocalDate.of(1970, 1, 1), 999));

    private final Demo demo;
    private final Calls calls;
    private final Cast cast;
    private final Pace pace;
    private final Narrator narrator;

    Helping(Demo demo, Calls calls, Cast cast, Pace pace, Narrator narrator) {
        this.demo = demo;
        this.calls = calls;
        this.cast = cast;
        this.pace = pace;
        this.narrator = narrator;
    }

    void play() {
        Resident helper = cast.helper();
        Demo.Person subject = cast.lookedUp().person();
        narrator.heading("3  Help: looking up somebody else");
        narrator.say("%s helps %s, who has no phone but stands in front of the camera."
                .formatted(helper.name(), subject.name()));
        Answer proven = prove(helper.token(), subject, subject.document());
        narrator.call("POST /v1/presence-checks  " + subject.name() + ", in front of the camera", proven);
        narrator.expectStatus(
                proven, 200, "the platform itself proves the presence, for this requester, once, for 60 s");
        String spent = proven.text("presenceProof");
        Answer looked = calls.proxyLookup(helper.token(), spent);
        narrator.call("POST /v1/proxy-lookups  with that proof", looked);
        narrator.expect(
                looked.status() == 200 && names(looked.json()).equals(MINIMUM),
                "the minimum comes back: masked name, colour, latest test, validity, purpose");

        pace.at().accept(Moment.HELPED);

        narrator.say("  Four other ways, all with the right token of somebody logged in:");
        Map<String, Answer> refusals = new LinkedHashMap<>();
        refusals.put(
                "right name and number, another's face",
                prove(helper.token(), cast.outsider(), subject.document(), subject.name()));
        refusals.put("a number that nobody has", prove(helper.token(), subject, UNKNOWN));
        refusals.put("the same proof again", calls.proxyLookup(helper.token(), spent));
        String anothers = prove(helper.token(), subject, subject.document()).text("presenceProof");
        refusals.put("somebody else's proof", calls.proxyLookup(calls.token(demo.client("checkpoint")), anothers));
        refusals.forEach((way, answer) -> {
            narrator.call(way, answer);
            narrator.expectProblem(answer, 403, NOT_PROVEN, "refused");
        });
        narrator.expect(
                new HashSet<>(refusals.values().stream().map(Answer::body).toList()).size() == 1,
                "the four bodies are the same, byte for byte: a refusal tells nothing");
    }

    private Answer prove(String token, Demo.Person inFront, Demo.Document document) {
        return prove(token, inFront, document, inFront.name());
    }

    private Answer prove(String token, Demo.Person inFront, Demo.Document document, String name) {
        return calls.presence(token, calls.look("presence", token, inFront), document, name, HELP);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
