package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.vouch.local.platform.Layout;
import org.vouch.log.check.CheckingReceipt;
import org.vouch.log.check.Untrue;

/** Step 6: a person takes a receipt home, and somebody who trusts nobody here rebuilds the whole log. */
final class Proving {

    private final Layout layout;
    private final WholeLog log;
    private final Calls calls;
    private final Cast cast;
    private final Narrator narrator;

    Proving(Layout layout, Demo demo, Calls calls, Cast cast, Narrator narrator) {
        this.layout = layout;
        this.log = new WholeLog(layout, demo, calls);
        this.calls = calls;
        this.cast = cast;
        this.narrator = narrator;
    }

    void play() {
        narrator.heading("6  The record cannot be quietly changed");
        Resident subject = cast.residents().get(0);
        Answer accesses =
                Waiting.until(Waiting.PATIENCE, () -> calls.accesses(subject.token()), answer -> !newest(answer)
                        .path("receipt")
                        .isNull());
        JsonNode look = newest(accesses);
        Answer receipt = calls.receipt(subject.token(), look.path("receipt").asText());
        narrator.call("GET " + look.path("receipt").asText() + "  " + subject.name() + ", of the last look", receipt);
        try {
            var proven = CheckingReceipt.check(receipt.body(), WholeLog.trust(layout));
            narrator.expect(
                    proven.entry().contains(look.path("id").asText()),
                    "the receipt proves, without asking anybody, that this look is entry %d of %d"
                            .formatted(proven.index(), proven.head().size()));
            narrator.say("    what only " + subject.name() + " can read of it: " + proven.details());
            var head = log.check();
            narrator.expect(
                    head.size() > proven.index(),
                    "all %d entries lead to the root that the log and both witnesses signed".formatted(head.size()));
        } catch (Untrue | IOException e) {
            narrator.expect(false, "the log is as it was signed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }

    private static JsonNode newest(Answer accesses) {
        return accesses.json().path("items").path(0);
    }
}
