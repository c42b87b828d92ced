package org.vouch.testresult.results;

import java.time.Instant;
import java.util.List;
import org.vouch.audit.client.outbox.OutgoingEvent;

/** What a group of reports came to, and all that is to be stored with it, in one transaction. */
public record Filing(
        Instant reportedAt,
        List<ReportDecision> decisions,
        List<Report> reports,
        List<MemberResult> results,
        List<OutgoingEvent> events) {}
