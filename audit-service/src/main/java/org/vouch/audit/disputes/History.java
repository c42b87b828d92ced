package org.vouch.audit.disputes;

import java.time.Duration;

/**
 * What one person has disputed so far.
 *
 * @param rejected how many disputes auditors have rejected within {@link #REMEMBERED}
 * @param rejectedOfThisRequester how many of them were about the requester of the look that is disputed now
 * @param freezesOpen how many took a right and wait for an auditor
 * @param lately how many were made within {@link #LATELY}
 */
public record History(long rejected, long rejectedOfThisRequester, long freezesOpen, long lately) {
    /** For so long a rejected dispute speaks against the next one. */
    public static final Duration REMEMBERED = Duration.ofDays(90);

    /** The stretch within which disputes are counted. */
    public static final Duration LATELY = Duration.ofDays(1);
}
