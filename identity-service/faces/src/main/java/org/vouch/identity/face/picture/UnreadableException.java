package org.vouch.identity.face.picture;

/** Leaves the depths of a file whose defect was found; never leaves this package. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableException(String why) {
        super(why, null, false, false);
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
