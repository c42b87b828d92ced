package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;

/**
 * The newest sightings, oldest first: a set, whatever order they came in. Where there are too many, earlier ones by whoever
 * came again go first: nobody makes others forgotten by coming again and again.
 */
final class Sightings {
    private final int most;
    private final long kept;
    private final List<Sighting> all = new ArrayList<>(2);

    Sightings(int most, long kept) {
        this.most = most;
        this.kept = kept;
    }

    /** False where it is known already or too old. */
    boolean add(Sighting sighting) {
        if (!all.isEmpty() && sighting.at() <= newest() - kept) {
            return false;
        }
        var place = Collections.binarySearch(all, sighting, Sighting.BY_TIME);
        if (place >= 0) {
            return false;
        }
        all.add(-place - 1, sighting);
        var from = newest() - kept;
        while (all.get(0).at() <= from) {
            all.remove(0);
        }
        while (all.size() > most) {
            all.remove(leastTelling());
        }
        return all.contains(sighting);
    }

    private int leastTelling() {
        var later = new HashSet<String>();
        var again = 0;
        for (var i = all.size() - 1; i >= 0; i--) {
            if (!later.add(all.get(i).requester())) {
                again = i;
            }
        }
        return again;
    }

    long newest() {
        return all.get(all.size() - 1).at();
    }

    List<Sighting> all() {
        return all;
    }

    void write(DataOutput out) throws IOException {
        out.writeShort(all.size());
        for (var one : all) {
            one.write(out);
        }
    }

    Sightings reading(DataInput in) throws IOException {
        for (var left = in.readShort(); left > 0; left--) {
            all.add(Sighting.read(in));
        }
        return this;
    }
}
