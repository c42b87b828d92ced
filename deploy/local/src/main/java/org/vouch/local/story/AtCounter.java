package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Still step 3: the same help for somebody who does not use their face. Two officers stand in for it, and are seen. */
final class AtCounter {

    private static final Set<String> BOTH = Set.of("counter-first-of-two-officers", "counter-second-of-two-officers");

    private final Demo demo;
    private final Calls calls;
    private final Cast cast;
    private final Narrator narrator;

    AtCounter(Demo demo, Calls calls, Cast cast, Narrator narrator) {
        this.demo = demo;
        this.calls = calls;
        this.cast = cast;
        this.narrator = narrator;
    }

    void play() {
        Resident subject = cast.lookedUp();
        Resident helper = cast.helper();
        List<String> officers = demo.clients().stream()
                .filter(client -> client.role().equals("officer"))
                .limit(2)
                .map(calls::token)
                .toList();
        narrator.say("  Without a face: two officers read the document of %s, each in a call of their own."
                .formatted(subject.name()));
        Answer opened = calls.openCase(officers.get(0), subject.person());
        narrator.call("POST /v1/counter-cases  by the first", opened);
        Answer own = calls.approveCase(officers.get(0), opened.text("id"), subject.person());
        narrator.expectProblem(own, 403, "self-approval", "nobody approves their own case");
        Answer approved = calls.approveCase(officers.get(1), opened.text("id"), subject.person());
        narrator.call("POST /v1/counter-cases/{id}/approval  by the second", approved);
        narrator.expectStatus(approved, 200, "each of them gave %s half of a code".formatted(subject.name()));

        Answer proven = calls.presenceAtCounter(
                helper.token(), opened.text("codeHalf") + approved.text("codeHalf"), subject.person());
        narrator.call("POST /v1/counter-presences  by %s, with the whole of it".formatted(helper.name()), proven);
        Answer looked = calls.proxyLookup(helper.token(), proven.text("presenceProof"));
        narrator.call("POST /v1/proxy-lookups  with the proof", looked);
        narrator.expectStatus(looked, 200, "the proof is as good as one of a face");
        Answer seen = Waiting.until(Waiting.PATIENCE, () -> calls.accesses(subject.token()), AtCounter::showsBoth);
        narrator.expect(showsBoth(seen), subject.name() + " sees both officers under GET /v1/accesses");
    }

    private static boolean showsBoth(Answer accesses) {
        Set<String> seen = new HashSet<>();
        Set<String> officers = new HashSet<>();
        for (JsonNode item : accesses.json().path("items")) {
            if (BOTH.contains(item.path("action").asText())
                    && item.path("outcome").asText().equals("granted")) {
                seen.add(item.path("action").asText());
                officers.add(item.path("requester").path("label").asText());
            }
        }
        return seen.equals(BOTH) && officers.size() == BOTH.size();
    }
}
