package org.vouch.audit.alerts.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.Alerts;
import org.vouch.audit.alerts.RaisedAlert;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.client.inbox.Inbox;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.statements.Counted;
import org.vouch.audit.suspensions.Requester;

/** Alerts by Hibernate Reactive; all in the session of the running transaction. */
@ApplicationScoped
class PanacheAlerts implements Alerts {
    private static final String CONSUMER = "alerts";
    private static final String REQUESTER = "select requester from alert where id = ?1";
    private static final String FIRST_TIME = Counted.insert(Inbox.INSERT);

    @Override
    public Uni<Boolean> firstTime(UUID alert) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIRST_TIME, Long.class)
                        .setParameter(1, CONSUMER)
                        .setParameter(2, alert)
                        .getSingleResult())
                .map(rows -> rows == 1);
    }

    @Override
    public Uni<Optional<String>> requesterOf(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REQUESTER, String.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Void> add(RaisedAlert alert) {
        return AlertEntity.of(alert).persistAndFlush().replaceWithVoid();
    }

    @Override
    public Uni<Optional<RaisedAlert>> find(UUID id) {
        return AlertEntity.<AlertEntity>findById(id)
                .map(row -> Optional.ofNullable(row).map(AlertEntity::alert));
    }

    @Override
    public Uni<Void> update(RaisedAlert alert) {
        return AlertEntity.<AlertEntity>findById(alert.id())
                .invoke(row -> row.decide(alert))
                .chain(row -> row.persistAndFlush())
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> disputedOtherwise(RaisedAlert alert) {
        return AlertEntity.count(
                        "suspension = ?1 and rule = ?2 and id <> ?3 and state <> ?4",
                        alert.suspension(),
                        RaisedAlert.DISPUTED,
                        alert.id(),
                        State.DISMISSED.wire())
                .map(others -> others > 0);
    }

    @Override
    public Uni<Page<RaisedAlert>> page(@Nullable String rule, @Nullable State state, PageRequest request) {
        var wanted = new ArrayList<String>();
        var values = new HashMap<String, Object>();
        if (rule != null) {
            wanted.add("rule = :rule");
            values.put("rule", rule);
        }
        if (state != null) {
            wanted.add("state = :state");
            values.put("state", state.wire());
        }
        var after = request.after();
        if (after != null) {
            wanted.add("(raisedAt < :at or (raisedAt = :at and id < :id))");
            values.put("at", after.at());
            values.put("id", after.id());
        }
        var where = wanted.isEmpty() ? "" : " where " + String.join(" and ", wanted);
        return AlertEntity.<AlertEntity>find("from AlertEntity" + where + " order by raisedAt desc, id desc", values)
                .page(0, request.limit() + 1)
                .list()
                .map(rows -> Page.of(
                        rows.stream().map(AlertEntity::alert).toList(),
                        request.limit(),
                        alert -> new Cursor(alert.raisedAt(), alert.id())));
    }

    @Override
    public Uni<Optional<Requester>> requester(Pseudonym pseudonym) {
        return AlertEntity.<AlertEntity>find(
                        "pseudonym = ?1 and kind <> 'service' and requester <> pseudonym order by raisedAt desc",
                        pseudonym.hex())
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(AlertEntity::requester));
    }
}
