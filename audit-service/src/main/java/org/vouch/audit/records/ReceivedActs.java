package org.vouch.audit.records;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;

/**
 * What this service needs of ActsReported.
 *
 * @param last up to which number everything about this hour is on record
 * @param actions of which one granted look stands for one act each
 * @param proofs 128 bits of each, in hexadecimal
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReceivedActs(
        String producer, Instant hour, int part, int parts, long last, List<String> actions, List<String> proofs) {
    @Override
    public String toString() {
        return "ReceivedActs[" + producer + " " + hour + "]";
    }
}
