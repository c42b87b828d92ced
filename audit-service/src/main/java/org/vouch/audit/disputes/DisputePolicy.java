package org.vouch.audit.disputes;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.entries.AccessEntry;
import org.vouch.audit.records.ReceivedAccess.Outcome;

/**
 * What one person's objection may do before anybody has looked at it. Pure.
 *
 * <p>Every look can be disputed and is reviewed. At once it takes at most the right to proxy looks, of a resident or a
 * checkpoint, for a proxy look that was granted lately: one click closes no gate, no sampling site and no counter. Whoever was
 * wrong before, or has much under way, waits for the review; so does whoever comes when auditors have found nothing three times within
 * thirty days in what others disputed of the same checkpoint: a hundred visitors do not close a hospital's desk with a click each. A
 * dispute is no weapon (THREATS 20). A resident has no such credit: three friends could give it to them.
 */
final class DisputePolicy {
    /** An older look is reviewed, and nothing is taken for it at once. */
    static final Duration FRESH = Duration.ofDays(30);

    private static final int MOST_A_DAY = 20;
    private static final int MOST_FREEZES_OPEN = 3;
    private static final int REJECTED_OFTEN = 2;

    /** So many people were wrong about a post before the next one waits. */
    private static final int WRONG_ABOUT_A_POST = 3;

    private static final Set<CallerKind> WITH_A_PROXY_RIGHT = Set.of(CallerKind.RESIDENT, CallerKind.CHECKPOINT);
    private static final Set<String> PROXY_LOOKS =
            Set.of("presence-check", "proxy-lookup", "dependant-code", "delegation");

    /** What a dispute does. */
    sealed interface OnDispute {
        /** The requester's right to proxy looks is gone until an auditor has decided. */
        record Freeze() implements OnDispute {}

        /** An auditor decides; nothing is taken before. */
        record Review(Why why) implements OnDispute {}

        /** Not even that, today. */
        record TooMany() implements OnDispute {}
    }

    /** Why nothing is taken at once. */
    enum Why {
        NO_PROXY_LOOK,
        REFUSED_ANYWAY,
        LONG_AGO,
        REJECTED_BEFORE,
        OTHERS_WERE_WRONG,
        MUCH_UNDER_WAY
    }

    private DisputePolicy() {}

    static OnDispute decide(AccessEntry look, History history, Instant now) {
        if (history.lately() >= MOST_A_DAY) {
            return new OnDispute.TooMany();
        }
        if (!WITH_A_PROXY_RIGHT.contains(look.kind()) || !PROXY_LOOKS.contains(look.action())) {
            return new OnDispute.Review(Why.NO_PROXY_LOOK);
        }
        if (look.outcome() == Outcome.REFUSED) {
            return new OnDispute.Review(Why.REFUSED_ANYWAY);
        }
        if (!look.at().isAfter(now.minus(FRESH))) {
            return new OnDispute.Review(Why.LONG_AGO);
        }
        if (history.rejected() >= REJECTED_OFTEN || history.rejectedOfThisRequester() > 0) {
            return new OnDispute.Review(Why.REJECTED_BEFORE);
        }
        if (look.kind() == CallerKind.CHECKPOINT
                && history.wrongAboutThisRequester() >= WRONG_ABOUT_A_POST
                && history.rightAboutThisRequester() == 0) {
            return new OnDispute.Review(Why.OTHERS_WERE_WRONG);
        }
        return history.freezesOpen() >= MOST_FREEZES_OPEN
                ? new OnDispute.Review(Why.MUCH_UNDER_WAY)
                : new OnDispute.Freeze();
    }
}
