package org.vouch.simulator;

import java.time.Instant;

/**
 * Who took part in what: a line of labels.ndjson.
 *
 * @param requester the requester's id; the producer's for patterns 18 and 19, the gate's for 13
 * @param from the time of its first record
 * @param until the time of its last one
 */
public record Label(String requester, String incident, int pattern, Instant from, Instant until) {
    public String line() {
        return "{\"requester\":\"" + requester + "\",\"incident\":\"" + incident + "\",\"pattern\":" + pattern
                + ",\"from\":\"" + from + "\",\"until\":\"" + until + "\"}";
    }
}
