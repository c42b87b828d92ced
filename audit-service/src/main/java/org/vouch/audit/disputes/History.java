package org.vouch.audit.disputes;

import java.time.Duration;

/**
 * What one person has disputed so far, and what became of others' disputes of the same requester.
 *
 * @param rejected how many disputes auditors have rejected within {@link #REMEMBERED}
 * @param rejectedOfThisRequester how many of them were about the requester of the look that is disputed now
 * @param freezesOpen how many took a right and wait for an auditor
 * @param lately how many were made within {@link #LATELY}
 * @param wrongAboutThisRequester how many people's disputes of this requester's looks auditors have rejected lately
 * @param rightAboutThisRequester how many people's they have upheld since then
 */
public record History(
        long rejected,
        long rejectedOfThisRequester,
        long freezesOpen,
        long lately,
        long wrongAboutThisRequester,
        long rightAboutThisRequester) {
    /** For so long a rejected dispute speaks against the next one. */
    public static final Duration REMEMBERED = Duration.ofDays(90);

    /** For so long what became of others' disputes counts. */
    public static final Duration OF_OTHERS = Duration.ofDays(30);

    /** The stretch within which disputes are counted. */
    public static final Duration LATELY = Duration.ofDays(1);
}
