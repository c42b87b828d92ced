package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.UUID;

/**
 * One look, as it is kept for a day.
 *
 * @param at microseconds since 1970
 * @param subject {@link Look#NOBODY} where it is not known
 */
record Seen(long at, UUID record, long subject, int flags) {
    static final int REFUSED = 1;
    /** With a proof that did not hold. */
    static final int BAD_PROOF = 2;
    /** By a delegation. */
    static final int DELEGATED = 4;
    /** A refusal that says something of what was tried, not of who tried. */
    static final int MISS = 8;

    static final Comparator<Seen> BY_TIME = Comparator.comparingLong(Seen::at).thenComparing(Seen::record);

    boolean is(int flag) {
        return (flags & flag) != 0;
    }

    boolean aboutSomebody() {
        return subject != Look.NOBODY;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(at);
        Bytes.write(out, record);
        out.writeLong(subject);
        out.writeByte(flags);
    }

    static Seen read(DataInput in) throws IOException {
        return new Seen(in.readLong(), Bytes.readId(in), in.readLong(), in.readByte());
    }

    @Override
    public String toString() {
        return "Seen[" + record + "]";
    }
}
