package org.vouch.audit.alerts;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** All that became of alerts. */
public interface AlertChanges {
    /** The position of the last one; 0 where there is none. */
    Uni<Long> last();

    /** The next ones after a position, at most so many, in the caller's session. What is not there yet comes behind all that is. */
    Uni<List<AlertChange>> after(long position, int most);
}
