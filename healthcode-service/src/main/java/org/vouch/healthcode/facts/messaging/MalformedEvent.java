package org.vouch.healthcode.facts.messaging;

/** An event that no repetition would make readable. Quotes nothing of it. */
final class MalformedEvent extends RuntimeException {
    MalformedEvent(String what) {
        super(what, null, false, false);
    }
}
