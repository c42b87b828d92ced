package org.vouch.audit.suspensions.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.suspensions.Suspension;
import org.vouch.audit.suspensions.Suspension.Scope;
import org.vouch.audit.suspensions.Suspensions;

/** Suspensions by Hibernate Reactive; all in the session of the running transaction. */
@ApplicationScoped
class PanacheSuspensions implements Suspensions {
    private static final String REQUESTER = "select requester from suspension where id = ?1";
    private static final String LOCK =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(?1, 0))) as locked";

    @Override
    public Uni<Void> lock(String requester) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class)
                        .setParameter(1, requester)
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Suspension>> inForce(String requester, Instant now) {
        return inForce(requester, Scope.EVERYTHING, now);
    }

    @Override
    public Uni<Optional<Suspension>> freezing(String requester, Instant now) {
        return inForce(requester, Scope.PROXY, now);
    }

    private static Uni<Optional<Suspension>> inForce(String requester, Scope scope, Instant now) {
        return SuspensionEntity.<SuspensionEntity>find(
                        "requester = ?1 and scope = ?2 and liftedAt is null and (until is null or until > ?3)"
                                + " order by since desc",
                        requester,
                        scope.wire(),
                        now)
                .firstResult()
                .map(row -> Optional.ofNullable(row).map(SuspensionEntity::suspension));
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
    public Uni<Optional<Suspension>> find(UUID id) {
        return SuspensionEntity.<SuspensionEntity>findById(id)
                .map(row -> Optional.ofNullable(row).map(SuspensionEntity::suspension));
    }

    @Override
    public Uni<Void> add(Suspension suspension) {
        return SuspensionEntity.of(suspension).persistAndFlush().replaceWithVoid();
    }

    @Override
    public Uni<Void> update(Suspension suspension) {
        return SuspensionEntity.<SuspensionEntity>findById(suspension.id())
                .invoke(row -> row.take(suspension))
                .chain(row -> row.persistAndFlush())
                .replaceWithVoid();
    }

    @Override
    public Uni<Page<Suspension>> page(PageRequest request) {
        var after = request.after();
        var order = " order by since desc, id desc";
        var found = after == null
                ? SuspensionEntity.<SuspensionEntity>find("from SuspensionEntity" + order)
                : SuspensionEntity.<SuspensionEntity>find(
                        "since < ?1 or (since = ?1 and id < ?2)" + order, after.at(), after.id());
        return found.page(0, request.limit() + 1)
                .list()
                .map(rows -> Page.of(
                        rows.stream().map(SuspensionEntity::suspension).toList(),
                        request.limit(),
                        suspension -> new Cursor(suspension.since(), suspension.id())));
    }
}
