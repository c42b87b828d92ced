package org.vouch.local.platform;

/** The platform cannot start, for a reason that the person at the terminal can do something about; the message says what. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailed(String message) {
        super(message);
    }
}
