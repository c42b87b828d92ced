package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/** Who asked about one person lately, and where their pass was shown. */
final class SubjectHistory implements History {
    private static final int MOST_ASKING = 64;
    private static final int MOST_SHOWN = 16;
    private static final long KEPT_ASKING = 2 * Times.DAY;
    private static final long KEPT_SHOWN = 10 * Times.MINUTE;
    private static final long KEPT = 32 * Times.DAY;
    private static final byte LAYOUT = 1;

    private final Sightings asking;
    private final Sightings shown;
    private final Acquaintances requesters;
    private final Told told;
    private long taken;

    SubjectHistory() {
        this(
                new Sightings(MOST_ASKING, KEPT_ASKING),
                new Sightings(MOST_SHOWN, KEPT_SHOWN),
                new Acquaintances(),
                new Told(),
                0);
    }

    private SubjectHistory(Sightings asking, Sightings shown, Acquaintances requesters, Told told, long taken) {
        this.asking = asking;
        this.shown = shown;
        this.requesters = requesters;
        this.told = told;
        this.taken = taken;
    }

    void taken(Instant logTime) {
        taken = Math.max(taken, Times.micros(logTime));
    }

    Sightings asking() {
        return asking;
    }

    Sightings shown() {
        return shown;
    }

    Acquaintances requesters() {
        return requesters;
    }

    Told told() {
        return told;
    }

    /** A pass alone is over soon; whom somebody knows is known for a month. */
    @Override
    public boolean over(Instant now) {
        var kept = requesters.size() == 0 ? KEPT_SHOWN * 2 : KEPT;
        return taken + kept < Times.micros(now);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeByte(LAYOUT);
        out.writeLong(taken);
        asking.write(out);
        shown.write(out);
        requesters.write(out);
        told.write(out);
    }

    static SubjectHistory read(DataInput in) throws IOException {
        if (in.readByte() != LAYOUT) {
            return new SubjectHistory();
        }
        var taken = in.readLong();
        return new SubjectHistory(
                new Sightings(MOST_ASKING, KEPT_ASKING).reading(in),
                new Sightings(MOST_SHOWN, KEPT_SHOWN).reading(in),
                Acquaintances.read(in),
                Told.read(in),
                taken);
    }
}
