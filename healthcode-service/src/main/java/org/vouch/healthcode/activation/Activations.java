package org.vouch.healthcode.activation;

import io.smallrye.mutiny.Uni;

/** The policies that have been in force. */
public interface Activations {
    /** Notes it and tells it, in one transaction; nothing where it is the newest already. */
    Uni<Void> add(PolicyActivated activated);
}
