package org.vouch.audit.entries;

/**
 * A record that cannot be read: where it stands in the log, what it looks like and why it was not taken; not what it
 * holds, which may name a person.
 *
 * @param sha256 of the payload, in hexadecimal
 */
public record SetAside(String topic, int partition, long offset, String why, int bytes, String sha256) {
    @Override
    public String toString() {
        return "SetAside[" + topic + "-" + partition + "@" + offset + " " + why + "]";
    }
}
