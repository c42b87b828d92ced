package org.vouch.audit.suspensions;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Requesters that an auditor may name: clients that have asked about somebody, and whoever an alert was about. */
public interface KnownRequesters {
    /** By a client id, or by the pseudonym by which an alert shows a requester. */
    Uni<Optional<Requester>> named(String name);
}
