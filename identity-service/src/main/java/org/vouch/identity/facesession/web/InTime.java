package org.vouch.identity.facesession.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/** Reads until a deadline and not after it, however slowly the bytes trickle in. */
final class InTime extends FilterInputStream {
    private final Clock clock;
    private final Instant deadline;

    InTime(InputStream in, Clock clock, Instant deadline) {
        super(in);
        this.clock = clock;
        this.deadline = deadline;
    }

    /** The deadline has passed before the end. */
    static final class TooLate extends IOException {
        TooLate() {
            super("too late");
        }
    }

    @Override
    public int read() throws IOException {
        refuseLate();
        return super.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        refuseLate();
        return super.read(into, offset, length);
    }

    private void refuseLate() throws TooLate {
        if (clock.instant().isAfter(deadline)) {
            throw new TooLate();
        }
    }
}
