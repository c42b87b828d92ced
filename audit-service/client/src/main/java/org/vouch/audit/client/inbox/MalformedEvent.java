package org.vouch.audit.client.inbox;

/** An event that no repetition would make readable. Quotes nothing of it. */
public final class MalformedEvent extends RuntimeException {
    private final String what;

    public MalformedEvent(String what) {
        super(what, null, false, false);
        this.what = what;
    }

    String what() {
        return what;
    }
}
