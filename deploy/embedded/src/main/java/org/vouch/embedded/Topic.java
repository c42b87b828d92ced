package org.vouch.embedded;

import java.util.Locale;

/** A Kafka topic as it must be created: nothing here creates topics by itself when somebody writes to one. */
public record Topic(String name, int partitions, Cleanup cleanup) {

    /** What happens to old events: thrown away after a while, or only the newest of each key kept, for ever. */
    public enum Cleanup {
        DELETE,
        COMPACT;

        String policy() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Topic of(String name, int partitions) {
        return new Topic(name, partitions, Cleanup.DELETE);
    }

    public static Topic compacted(String name, int partitions) {
        return new Topic(name, partitions, Cleanup.COMPACT);
    }
}
