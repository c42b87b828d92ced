package org.vouch.audit.alerts;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.suspensions.Requester;

/** All alerts. Every call takes part in the caller's transaction. */
public interface Alerts {
    /** True the first time that this alert comes in. */
    Uni<Boolean> firstTime(UUID alert);

    /** Whom it is about; unlike {@link #find} nothing of the alert is read that may be old after a wait for its lock. */
    Uni<Optional<String>> requesterOf(UUID id);

    Uni<Void> add(RaisedAlert alert);

    Uni<Optional<RaisedAlert>> find(UUID id);

    /** Fails where another has changed the alert meanwhile. */
    Uni<Void> update(RaisedAlert alert);

    /** Whether another dispute that is not rejected stands behind the same freeze. */
    Uni<Boolean> disputedOtherwise(RaisedAlert alert);

    /** Newest first; of this rule and in this state only, of any where null. */
    Uni<Page<RaisedAlert>> page(@Nullable String rule, @Nullable State state, PageRequest request);

    /** The requester behind a pseudonym, where an alert has named it. */
    Uni<Optional<Requester>> requester(Pseudonym pseudonym);
}
