package org.vouch.bench.detection;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.detection.Look;

/** Records in the order of a log, and who is to blame for what. */
interface World {
    /**
     * Who took part in what.
     *
     * @param from when it began, null where that is not said
     * @param until when it was over, null where that is not said
     */
    record Blame(String requester, String incident, String pattern, @Nullable Instant from, @Nullable Instant until) {}

    /** Takes one record, and when the log took it in. */
    interface Reader {
        void read(Look look, Instant logTime) throws IOException;
    }

    String name();

    /** How many accounts there are, 0 where only those are known that ask. */
    int accounts();

    List<Blame> blames() throws IOException;

    void readBy(Reader reader) throws IOException;
}
