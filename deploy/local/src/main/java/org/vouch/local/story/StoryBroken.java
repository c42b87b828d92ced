package org.vouch.local.story;

/** The story cannot go on, because something that all later steps need did not come back. */
final class StoryBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoryBroken(String message) {
        super(message);
    }
}
