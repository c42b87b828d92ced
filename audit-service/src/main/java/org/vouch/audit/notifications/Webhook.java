package org.vouch.audit.notifications;

import java.io.IOException;

/** Where alerts are posted to. */
public interface Webhook {
    /** Returns once the receiver has it (2xx); throws otherwise. */
    void post(String id, String body) throws IOException, InterruptedException;
}
