package org.vouch.audit.report;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;
import org.vouch.audit.client.caller.CallerKind;

/** Counts by day; nothing about anybody. */
public interface Counts {
    /** Looks of one kind of requester on one day (UTC). */
    record Looks(LocalDate day, CallerKind kind, long granted, long refused) {}

    /** Suspensions that began on one day (UTC). */
    record Suspended(LocalDate day, long count) {}

    /** Disputes that were made on one day (UTC). */
    record Disputed(LocalDate day, long count) {}

    /** Days without any are left out. */
    Uni<List<Looks>> looks(LocalDate from);

    Uni<List<Suspended>> suspended(LocalDate from);

    Uni<List<Disputed>> disputed(LocalDate from);
}
