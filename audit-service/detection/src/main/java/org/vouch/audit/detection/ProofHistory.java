package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;

/** Where one proof or pass has been brought. Both live a minute; what comes two hours later is not told from what came. */
final class ProofHistory implements History {
    private static final int MOST = 16;
    private static final long KEPT = 2 * Times.HOUR;
    private static final byte LAYOUT = 1;

    private final Sightings sightings;
    private final Told told;
    private long taken;

    ProofHistory() {
        this(new Sightings(MOST, KEPT), new Told(), 0);
    }

    private ProofHistory(Sightings sightings, Told told, long taken) {
        this.sightings = sightings;
        this.told = told;
        this.taken = taken;
    }

    boolean add(Sighting sighting, Instant logTime) {
        taken = Math.max(taken, Times.micros(logTime));
        return sightings.add(sighting);
    }

    Sightings sightings() {
        return sightings;
    }

    Told told() {
        return told;
    }

    @Override
    public boolean over(Instant now) {
        return taken + KEPT < Times.micros(now);
    }

    @Override
    public void write(DataOutput out) throws IOException {
        out.writeByte(LAYOUT);
        out.writeLong(taken);
        sightings.write(out);
        told.write(out);
    }

    static ProofHistory read(DataInput in) throws IOException {
        if (in.readByte() != LAYOUT) {
            return new ProofHistory();
        }
        var taken = in.readLong();
        return new ProofHistory(new Sightings(MOST, KEPT).reading(in), Told.read(in), taken);
    }
}
