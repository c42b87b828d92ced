package org.vouch.audit.client.testing;

import java.time.Duration;

/**
 * How long a test waits for what must happen: far longer than it takes, for the machine may have other things to do. A test
 * is no stopwatch; what is promised within a time is measured on the running platform.
 */
public final class Patience {
    public static final Duration LONG = Duration.ofMinutes(2);

    private Patience() {}
}
