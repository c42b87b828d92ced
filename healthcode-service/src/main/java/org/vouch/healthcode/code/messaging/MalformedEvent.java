package org.vouch.healthcode.code.messaging;

/** An event that no repetition would make readable. Quotes nothing of it. */
final class MalformedEvent extends RuntimeException {
    private final String what;

    MalformedEvent(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    String what() {
        return what;
    }
}
