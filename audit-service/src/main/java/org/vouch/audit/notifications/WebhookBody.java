package org.vouch.audit.notifications;

import java.time.Instant;
import java.util.UUID;

/** What is posted, in the shape that Standard Webhooks advises; where to look, and nothing about anybody. */
record WebhookBody(String type, Instant timestamp, Data data) {
    static final String RAISED = "alert.raised";

    /** Which alert. */
    record Data(UUID id, String rule, Severity severity, UUID incident, String link) {}
}
