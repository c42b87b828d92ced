package org.vouch.audit.alerts.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.vouch.audit.alerts.AlertChange;
import org.vouch.audit.alerts.AlertChanges;
import org.vouch.audit.alerts.RaisedAlert.State;

/** Changes of alerts, with the alerts by Hibernate Reactive. */
@ApplicationScoped
class PanacheAlertChanges implements AlertChanges {
    private static final String LAST = "select last from alert_change_count";
    private static final String AFTER = "select c, a from AlertChangeEntity c join AlertEntity a on a.id = c.alert"
            + " where c.position > ?1 order by c.position";

    private final Pool pool;

    PanacheAlertChanges(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Long> last() {
        return pool.query(LAST).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<List<AlertChange>> after(long position, int most) {
        return Panache.getSession()
                .chain(session -> session.createQuery(AFTER, Object[].class)
                        .setParameter(1, position)
                        .setMaxResults(most)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> change((AlertChangeEntity) row[0], (AlertEntity) row[1]))
                        .toList());
    }

    private static AlertChange change(AlertChangeEntity change, AlertEntity alert) {
        var now = alert.alert();
        return new AlertChange(change.position, change.state.equals(State.OPEN.wire()) ? now.undecided() : now);
    }
}
