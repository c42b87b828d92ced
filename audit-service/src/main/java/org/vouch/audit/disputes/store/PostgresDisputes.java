package org.vouch.audit.disputes.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.alerts.RaisedAlert;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.disputes.Disputes;
import org.vouch.audit.disputes.History;
import org.vouch.audit.entries.DisputedLooks;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.statements.Counted;

/** Writes in the session of the running transaction; what is only shown is read beside it. */
@ApplicationScoped
class PostgresDisputes implements Disputes, DisputedLooks {
    private static final String LOCK =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended('disputes ' || ?1, 0))) as locked";
    private static final String STATE = "select a.state from dispute d join alert a on a.id = d.alert"
            + " where d.subject = decode(?1, 'hex') and d.access = ?2";
    private static final String BY_OTHERS =
            " (select count(distinct e.subject) from alert b join dispute e on e.alert = b.id"
                    + " where b.pseudonym = ?2 and b.rule = 'disputed' and b.decided_at > ?5 and b.state = ";
    private static final String HISTORY = "select"
            + " count(*) filter (where a.state = 'dismissed' and a.decided_at > ?3),"
            + " count(*) filter (where a.state = 'dismissed' and a.decided_at > ?3 and a.pseudonym = ?2),"
            + " count(*) filter (where a.state = 'open' and d.freezes), count(*) filter (where d.at > ?4),"
            + BY_OTHERS + "'dismissed'), " + BY_OTHERS + "'confirmed')"
            + " from dispute d join alert a on a.id = d.alert where d.subject = decode(?1, 'hex')";
    private static final String DISPUTING = "select count(distinct d.subject) from alert a"
            + " join dispute d on d.alert = a.id where a.pseudonym = ?1 and a.rule = ?2 and d.at > ?3";
    private static final String INCIDENT = "select incident from alert where pseudonym = ?1 and rule = ?2"
            + " and state = 'open' order by raised_at desc limit 1";
    private static final String ADD = Counted.insert(
            "insert into dispute (subject, access, alert, freezes, at) values (decode($1, 'hex'), $2, $3, $4, $5)");
    private static final String AMONG = "select d.access, a.state from dispute d join alert a on a.id = d.alert"
            + " where d.subject = any($1) and d.access = any($2)";

    private final Pool pool;

    PostgresDisputes(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> lock(Pseudonym subject) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter(1, subject.hex())
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Dispute>> state(Pseudonym subject, UUID look) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(STATE, String.class)
                        .setParameter(1, subject.hex())
                        .setParameter(2, look)
                        .getSingleResultOrNull())
                .map(state -> Optional.ofNullable(state).map(PostgresDisputes::dispute));
    }

    @Override
    public Uni<History> history(Pseudonym subject, Pseudonym requester, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HISTORY, Object[].class)
                        .setParameter(1, subject.hex())
                        .setParameter(2, requester.hex())
                        .setParameter(3, now.minus(History.REMEMBERED).atOffset(ZoneOffset.UTC))
                        .setParameter(4, now.minus(History.LATELY).atOffset(ZoneOffset.UTC))
                        .setParameter(5, now.minus(History.OF_OTHERS).atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .map(row -> new History(
                        (long) row[0], (long) row[1], (long) row[2], (long) row[3], (long) row[4], (long) row[5]));
    }

    @Override
    public Uni<Long> disputing(Pseudonym requester, Instant since) {
        return Panache.getSession().chain(session -> session.createNativeQuery(DISPUTING, Long.class)
                .setParameter(1, requester.hex())
                .setParameter(2, RaisedAlert.DISPUTED)
                .setParameter(3, since.atOffset(ZoneOffset.UTC))
                .getSingleResult());
    }

    @Override
    public Uni<Optional<UUID>> incident(Pseudonym requester) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(INCIDENT, UUID.class)
                        .setParameter(1, requester.hex())
                        .setParameter(2, RaisedAlert.DISPUTED)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Void> add(Pseudonym subject, UUID look, UUID alert, boolean freezes, Instant at) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD, Long.class)
                        .setParameter(1, subject.hex())
                        .setParameter(2, look)
                        .setParameter(3, alert)
                        .setParameter(4, freezes)
                        .setParameter(5, at.atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<UUID, Dispute>> among(List<Pseudonym> subject, Collection<UUID> looks) {
        if (looks.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        var names = subject.stream()
                .map(one -> io.vertx.core.buffer.Buffer.buffer(one.bytes()))
                .toArray(io.vertx.core.buffer.Buffer[]::new);
        return pool.preparedQuery(AMONG)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(names, (Object) looks.toArray(UUID[]::new))))
                .map(rows -> {
                    var found = new HashMap<UUID, Dispute>();
                    rows.forEach(row -> found.put(row.getUUID(0), dispute(row.getString(1))));
                    return found;
                });
    }

    private static Dispute dispute(String alertState) {
        if (alertState.equals(State.CONFIRMED.wire())) {
            return Dispute.UPHELD;
        }
        return alertState.equals(State.DISMISSED.wire()) ? Dispute.REJECTED : Dispute.OPEN;
    }
}
