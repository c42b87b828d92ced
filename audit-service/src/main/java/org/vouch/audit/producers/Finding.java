package org.vouch.audit.producers;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a producer.
 *
 * @param episode the same for as long as it is the same thing
 * @param first the lowest number that it is about, null where it is about none
 * @param count how many of what the rule counts, null where it counts nothing
 * @param since from when on, by the log's clock
 * @param records that show it
 * @param over it turned out harmless: everything has come, and unchanged
 */
public record Finding(
        String producer,
        Rule rule,
        String episode,
        @Nullable Long first,
        @Nullable Long last,
        @Nullable Long count,
        Instant since,
        List<UUID> records,
        boolean told,
        boolean over) {

    /** Threats 18 and 19. Each tells and suspends nobody. */
    public enum Rule {
        /** A heartbeat counts records that did not come. */
        MISSING_NUMBERS("missing-numbers", true),
        /** No heartbeat, while others are heard. */
        SILENCE("silence", true),
        /** A record is not the one that its successor, or a heartbeat, was written behind. */
        BROKEN_CHAIN("broken-chain", false),
        /** Two records with one number. */
        RENUMBERED("renumbered", false),
        /** A service's own tables know of acts that no record stands for. */
        NOT_RECORDED("not-recorded", false),
        /** Records stand for acts that the service's own tables know nothing of. */
        NOT_DONE("not-done", false),
        /** What the log says is in force is not obeyed. */
        NOT_OBEYED("not-obeyed", false),
        /** What waits for the log holds something that this service did not write. */
        NO_FACT("no-fact", false),
        /** A clock is wrong, or was set back. */
        CLOCK("clock", false);

        private final String id;
        private final boolean mayEnd;

        Rule(String id, boolean mayEnd) {
            this.id = id;
            this.mayEnd = mayEnd;
        }

        public String id() {
            return id;
        }

        /** Whether it can turn out harmless by itself. */
        public boolean mayEnd() {
            return mayEnd;
        }

        public static Rule of(String id) {
            for (var rule : values()) {
                if (rule.id.equals(id)) {
                    return rule;
                }
            }
            throw new IllegalArgumentException("no such rule");
        }
    }

    public Finding {
        records = List.copyOf(records);
    }
}
