package org.vouch.audit.notifications;

/** Those who are told by mail. */
public interface Mailbox {
    /** Returns once the mail server has it; throws otherwise. */
    void send(String title, String text);
}
