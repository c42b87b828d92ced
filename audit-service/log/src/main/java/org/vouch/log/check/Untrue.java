package org.vouch.log.check;

/** Something that the log says is not so; the message says what, in words of ours, and names nobody. */
public final class Untrue extends Exception {
    private static final long serialVersionUID = 1;

    Untrue(String what) {
        super(what);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
