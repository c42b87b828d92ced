package org.vouch.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One access record, as a service writes it (audit-service/client/src/main/resources/contract).
 *
 * @param at microseconds since 1970, by the producer's clock
 * @param refusal null where it was granted
 */
public record Access(
        UUID id,
        long at,
        String producer,
        long sequence,
        String requester,
        String kind,
        @Nullable String label,
        @Nullable UUID subject,
        String action,
        @Nullable String purpose,
        @Nullable String venue,
        @Nullable String refusal,
        @Nullable String proof) {

    public Instant instant() {
        return Instant.EPOCH.plus(at, ChronoUnit.MICROS);
    }

    /** In the order and with all the fields of the contract; ends without a line feed. */
    public void write(StringBuilder out) {
        out.append("{\"recordId\":\"")
                .append(id)
                .append("\",\"at\":\"")
                .append(instant())
                .append("\",\"producer\":");
        text(out, producer);
        out.append(",\"sequence\":").append(sequence).append(",\"requester\":{\"id\":");
        text(out, requester);
        out.append(",\"kind\":\"").append(kind).append("\",\"label\":");
        text(out, label);
        out.append("},\"subject\":");
        text(out, subject == null ? null : subject.toString());
        out.append(",\"action\":");
        text(out, action);
        out.append(",\"purpose\":");
        text(out, purpose);
        out.append(",\"venue\":");
        text(out, venue);
        out.append(",\"outcome\":\"")
                .append(refusal == null ? "granted" : "refused")
                .append("\",\"reason\":");
        text(out, refusal);
        out.append(",\"proof\":");
        text(out, proof);
        out.append('}');
    }

    /** Every text here is made of letters, digits, spaces and hyphens. */
    private static void text(StringBuilder out, @Nullable String text) {
        if (text == null) {
            out.append("null");
        } else {
            out.append('"').append(text).append('"');
        }
    }
}
