package org.vouch.log.note;

/** A text that is not what its format says; the message holds words of ours only. */
public final class MalformedNote extends Exception {
    private static final long serialVersionUID = 1;

    MalformedNote(String what) {
        super(what);
    }
}
