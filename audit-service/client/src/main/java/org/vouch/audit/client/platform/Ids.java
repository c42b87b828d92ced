package org.vouch.audit.client.platform;

import java.util.UUID;

/** Gives random (version 4) identifiers that no one can predict. */
@FunctionalInterface
public interface Ids {
    UUID next();
}
