package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Step 4: somebody lets a helper see their code for a while, sees that it was looked at, and ends it. */
final class Delegating {

    private static final Set<String> MINIMUM = Set.of("colour", "latestTest", "validUntil", "purpose");

    private final Calls calls;
    private final Cast cast;
    private final Narrator narrator;

    Delegating(Calls calls, Cast cast, Narrator narrator) {
        this.calls = calls;
        this.cast = cast;
        this.narrator = narrator;
    }

    void play() {
        Resident helper = cast.helper();
        Resident dependant = cast.infected();
        narrator.heading("4  Acting for others");
        narrator.say("%s shall look after %s for a month; both show their faces."
                .formatted(helper.name(), dependant.name()));
        Answer given = delegate(helper, dependant);
        narrator.call("POST /v1/delegations  " + helper.name() + " for " + dependant.name(), given);
        narrator.expectStatus(given, 201, "both faces are proven; the answer has a masked name");
        String delegation = given.text("id");
        Answer code = Waiting.until(
                Waiting.PATIENCE, () -> calls.dependantsCode(helper.token(), delegation), Delegating::answered);
        narrator.call("GET /v1/dependants/{delegation}/code  as " + helper.name(), code);
        narrator.expect(
                answered(code)
                        && names(code.json()).equals(MINIMUM)
                        && code.text("colour").equals("red"),
                "the minimum comes back: colour, latest test, validity, purpose");
        Answer seen =
                Waiting.until(Waiting.PATIENCE, () -> calls.accesses(dependant.token()), Delegating::showsTheLook);
        narrator.expect(showsTheLook(seen), dependant.name() + " sees the look under GET /v1/accesses");
        ended(helper, dependant, delegation);
    }

    private Answer delegate(Resident helper, Resident dependant) {
        String token = helper.token();
        String own = calls.look("presence", token, helper.person());
        String other = calls.look("presence", token, dependant.person());
        return calls.delegate(token, own, helper.person(), other, dependant.person());
    }

    private void ended(Resident helper, Resident dependant, String delegation) {
        Answer end = calls.endDelegation(dependant.token(), delegation);
        narrator.call("DELETE /v1/delegations/{id}  as " + dependant.name(), end);
        narrator.expectStatus(end, 204, dependant.name() + " ends it without asking anybody");
        Answer refused = Waiting.until(
                Waiting.PATIENCE, () -> calls.dependantsCode(helper.token(), delegation), answer -> !answered(answer));
        narrator.call("GET /v1/dependants/{delegation}/code  as " + helper.name(), refused);
        narrator.expectProblem(
                refused,
                404,
                "not-found",
                "refused %d ms later, as if it had never been"
                        .formatted(Duration.ofNanos(refused.arrived() - end.arrived())
                                .toMillis()));
    }

    private static boolean answered(Answer answer) {
        return answer.status() == 200;
    }

    private static boolean showsTheLook(Answer accesses) {
        for (JsonNode item : accesses.json().path("items")) {
            if (item.path("action").asText().equals("dependant-code")
                    && item.path("outcome").asText().equals("granted")) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
