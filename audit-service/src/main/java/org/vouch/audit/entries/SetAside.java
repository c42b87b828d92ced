package org.vouch.audit.entries;

import org.jspecify.annotations.Nullable;
import org.vouch.audit.records.ProducerNumber;

/**
 * A record that cannot be read: where it stands in the log, what it looks like and why it was not taken; not what it
 * holds, which may name a person.
 *
 * @param sha256 of the payload, in hexadecimal
 * @param number which its producer gave it, null where that cannot be read either
 */
public record SetAside(
        String topic,
        int partition,
        long offset,
        String why,
        int bytes,
        String sha256,
        @Nullable ProducerNumber number) {
    @Override
    public String toString() {
        return "SetAside[" + topic + "-" + partition + "@" + offset + " " + why + "]";
    }
}
