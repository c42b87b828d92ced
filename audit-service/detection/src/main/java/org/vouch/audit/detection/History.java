package org.vouch.audit.detection;

import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/**
 * What is known under one key. Bounded whatever comes. Takes looks in whatever order and however often: looks that are
 * shuffled within a minute, or come again, leave the same rules satisfied.
 */
public interface History {
    void write(DataOutput out) throws IOException;

    /** Whether nothing of it can matter any more when the log is at {@code now}. */
    boolean over(Instant now);
}
