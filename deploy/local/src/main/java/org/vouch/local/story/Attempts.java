package org.vouch.local.story;

import java.util.concurrent.atomic.AtomicInteger;

/** How often something was tried and how often the platform said that it was done; what it did not answer may or may not be done. */
record Attempts(AtomicInteger tried, AtomicInteger acknowledged) {

    static Attempts none() {
        return new Attempts(new AtomicInteger(), new AtomicInteger());
    }

    /** True if this many may be on record: all that were acknowledged, and not more than were tried. */
    boolean explain(int recorded) {
        return acknowledged.get() <= recorded && recorded <= tried.get();
    }

    @Override
    public String toString() {
        return "%d acknowledged of %d tried".formatted(acknowledged.get(), tried.get());
    }
}
