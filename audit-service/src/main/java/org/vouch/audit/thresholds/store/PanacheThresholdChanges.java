package org.vouch.audit.thresholds.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.thresholds.ThresholdChange;
import org.vouch.audit.thresholds.ThresholdChange.Approved;
import org.vouch.audit.thresholds.ThresholdChanges;

/** Changes of thresholds by Hibernate Reactive; all in the session of the running transaction. */
@ApplicationScoped
class PanacheThresholdChanges implements ThresholdChanges {
    private static final String LOCK =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended('thresholds', 0))) as locked";

    @Override
    public Uni<Void> lock() {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK, Integer.class).getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<ThresholdChange>> find(UUID id) {
        return ThresholdChangeEntity.<ThresholdChangeEntity>findById(id)
                .map(row -> Optional.ofNullable(row).map(ThresholdChangeEntity::change));
    }

    @Override
    public Uni<Optional<Approved>> newest() {
        return ThresholdChangeEntity.<ThresholdChangeEntity>find("number is not null order by number desc")
                .firstResult()
                .map(row -> Optional.ofNullable(row).flatMap(found -> Optional.ofNullable(found.approved())));
    }

    @Override
    public Uni<Optional<Approved>> heldAt(Instant time) {
        return ThresholdChangeEntity.<ThresholdChangeEntity>find("holdsFrom <= ?1 order by number desc", time)
                .firstResult()
                .map(row -> Optional.ofNullable(row).flatMap(found -> Optional.ofNullable(found.approved())));
    }

    @Override
    public Uni<Void> add(ThresholdChange change) {
        return ThresholdChangeEntity.of(change).persistAndFlush().replaceWithVoid();
    }

    @Override
    public Uni<Void> update(ThresholdChange change) {
        return ThresholdChangeEntity.<ThresholdChangeEntity>findById(change.id())
                .invoke(row -> row.take(change.approved()))
                .chain(row -> row.persistAndFlush())
                .replaceWithVoid();
    }

    @Override
    public Uni<Page<ThresholdChange>> page(PageRequest request) {
        var after = request.after();
        var order = " order by proposedAt desc, id desc";
        var found = after == null
                ? ThresholdChangeEntity.<ThresholdChangeEntity>find("from ThresholdChangeEntity" + order)
                : ThresholdChangeEntity.<ThresholdChangeEntity>find(
                        "proposedAt < ?1 or (proposedAt = ?1 and id < ?2)" + order, after.at(), after.id());
        return found.page(0, request.limit() + 1)
                .list()
                .map(rows -> Page.of(
                        rows.stream().map(ThresholdChangeEntity::change).toList(),
                        request.limit(),
                        change -> new Cursor(change.proposedAt(), change.id())));
    }
}
