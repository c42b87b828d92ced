package org.vouch.audit.shields.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.shields.Shield;
import org.vouch.audit.shields.Shields;

/** Shields by Hibernate Reactive; all in the session of the running transaction. What is long over is swept. */
@ApplicationScoped
class PanacheShields implements Shields {
    private static final String SUBJECT = "select subject from shield where id = ?1";
    private static final String LOCK =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended('shield ' || ?1, 0))) as locked";
    private static final String SWEEP = "delete from shield where until < $1";
    private static final Duration SWEPT_EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(30);

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEPT_EVERY, SWEEP, KEPT);
    }

    @Override
    public Uni<Void> lock(String subject) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter(1, subject)
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Shield>> inForce(String subject, Instant now) {
        return ShieldEntity.<ShieldEntity>find(
                        "subject = ?1 and endedAt is null and until > ?2 order by since desc", subject, now)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(ShieldEntity::shield));
    }

    @Override
    public Uni<Optional<String>> subjectOf(UUID id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(SUBJECT, String.class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<Optional<Shield>> find(UUID id) {
        return ShieldEntity.<ShieldEntity>findById(id)
                .map(row -> Optional.ofNullable(row).map(ShieldEntity::shield));
    }

    @Override
    public Uni<Void> add(Shield shield) {
        return ShieldEntity.of(shield).persistAndFlush().replaceWithVoid();
    }

    @Override
    public Uni<Void> update(Shield shield) {
        return ShieldEntity.<ShieldEntity>findById(shield.id())
                .invoke(row -> row.take(shield))
                .chain(row -> row.persistAndFlush())
                .replaceWithVoid();
    }

    @Override
    public Uni<Page<Shield>> page(PageRequest request) {
        var after = request.after();
        var order = " order by since desc, id desc";
        var found = after == null
                ? ShieldEntity.<ShieldEntity>find("from ShieldEntity" + order)
                : ShieldEntity.<ShieldEntity>find(
                        "since < ?1 or (since = ?1 and id < ?2)" + order, after.at(), after.id());
        return found.page(0, request.limit() + 1)
                .list()
                .map(rows -> Page.of(
                        rows.stream().map(ShieldEntity::shield).toList(),
                        request.limit(),
                        shield -> new Cursor(shield.since(), shield.id())));
    }
}
