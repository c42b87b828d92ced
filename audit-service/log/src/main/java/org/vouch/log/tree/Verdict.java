package org.vouch.log.tree;

/** What checking a proof came to. */
public sealed interface Verdict {
    /** It proves what it claims. */
    record Holds() implements Verdict {}

    /** It proves nothing; {@code why} holds words of ours only. */
    record Broken(String why) implements Verdict {}

    /** Whether it proves what it claims. */
    default boolean holds() {
        return this instanceof Holds;
    }
}
