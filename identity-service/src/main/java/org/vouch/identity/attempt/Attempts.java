package org.vouch.identity.attempt;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;

/**
 * Attempts to match a face with a document's, counted by the document's keyed index, whether anybody is enrolled under it
 * or not: whoever reads the counts without the index key learns of nobody.
 *
 * <p>The first {@value #FREE} failures in a row cost nothing. After them a document is tried once in {@link #DELAY}, and
 * after {@value #MOST} no more until {@link #reopen}. A success, or a day without an attempt, begins anew. The numbers are
 * stricter than NIST SP 800-63B, 5.2.3, which allows 5 failures with a delay of 30 s after each and 50 at most where there
 * is presentation-attack detection.
 */
public interface Attempts {
    int FREE = 5;
    int MOST = 50;
    Duration DELAY = Duration.ofSeconds(30);
    Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    /**
     * Counts an attempt as failed until {@link #succeeded} is called: of two at once, at whatever replica, each counts.
     *
     * @return whether the document may be tried now; where not, nothing is counted
     */
    Uni<Boolean> begin(byte[] document, Instant now);

    /** The attempt that was begun has matched. */
    Uni<Void> succeeded(byte[] document);

    /** Lets a document be tried from the beginning, whatever was counted. */
    Uni<Void> reopen(byte[] document);
}
