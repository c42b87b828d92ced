package org.vouch.identity.staff.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.administration.AdminAct;
import org.vouch.identity.administration.store.AdminActs;
import org.vouch.identity.staff.Staff;
import org.vouch.identity.staff.StaffMember;
import org.vouch.identity.staff.StaffRole;

/** Every change locks the member's row first and the credentials after it, so that no two wait for each other. */
@ApplicationScoped
class StaffInPostgres implements Staff {
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final String INVITATION = "invitation";
    private static final String SESSION = "session";
    /** Who acts where nobody has signed in yet. */
    private static final String NOBODY_YET = "first-start";

    /** Any number will do as long as nothing else in the service's database uses it. */
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(8247612937120395)";

    private static final String MEMBER = "s.id, s.label, s.role, s.organisation, s.state, s.created_at";
    private static final String LOCK = "select " + MEMBER + " from staff s where s.id = $1 for update";
    private static final String ADD = "insert into staff (id, label, role, organisation, state, first, created_at)"
            + " values ($1, $2, $3, $4, 'invited', $5, $6)";
    private static final String REPLACE = "insert into staff_credential as c (hash, staff, kind, expires_at)"
            + " values ($1, $2, $3, $4) on conflict (staff, kind)"
            + " where kind in ('invitation', 'session') do update"
            + " set hash = excluded.hash, expires_at = excluded.expires_at";
    private static final String OF_SECRET =
            "select " + MEMBER + " from staff s join staff_credential c on c.staff = s.id"
                    + " where c.hash = $1 and c.kind = $2 and c.expires_at > $3 and s.state <> 'revoked'";
    private static final String SPEND =
            "delete from staff_credential where hash = $1 and kind = $2 and expires_at > $3";
    /** Those of which the newest invitation is by this administrator: what another one made since then stays. */
    private static final String END_INVITATIONS_BY = "delete from staff_credential c where c.kind = 'invitation'"
            + " and (select a.actor from admin_act a where a.about = c.staff::text and a.act = $2 and a.outcome = $3"
            + " order by a.position desc limit 1) = $1";

    private static final String ANOTHER_ADMIN =
            "select 1 from staff where role = 'admin' and state = 'active' and id <> $1 limit 1";
    private static final String NEWEST = "select " + MEMBER + " from staff s"
            + " where $1::timestamptz is null or (s.created_at, s.id) < ($1, $2)"
            + " order by s.created_at desc, s.id desc limit $3";
    private static final String FIRST_IS_HERE = "select 1 from staff s where s.role = 'admin' and (s.state = 'active'"
            + " or exists (select 1 from staff_credential c where c.staff = s.id and c.expires_at > $1)) limit 1";
    private static final String FIRST_BEFORE =
            "select id from staff where first and role = 'admin' and state = 'invited' limit 1";

    private final Pool pool;

    StaffInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from staff_credential where expires_at <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Optional<Refusal>> add(StaffMember member, Credential invitation, AdminAct act) {
        return byOneInForce(act, transaction -> insert(transaction, member, false)
                .chain(added -> replace(transaction, member.id(), INVITATION, invitation))
                .chain(invited -> done(transaction, act)));
    }

    /** One act at a time, so that none comes between the end of who acts and this look for it. */
    private Uni<Optional<Refusal>> byOneInForce(AdminAct act, Function<SqlClient, Uni<Optional<Refusal>>> change) {
        return pool.withTransaction(transaction -> transaction
                .query(ONE_AT_A_TIME)
                .execute()
                .chain(alone -> AdminActs.isByRevoked(transaction, act))
                .chain(gone -> gone ? refused(transaction, act, Refusal.BY_REVOKED) : change.apply(transaction)));
    }

    @Override
    public Uni<Optional<Refusal>> inviteAgain(UUID id, Credential invitation, AdminAct act) {
        return byOneInForce(act, transaction -> locked(transaction, id).chain(member -> {
            var refusal = member.isEmpty()
                    ? Refusal.UNKNOWN
                    : member.get().state() == StaffMember.State.REVOKED ? Refusal.REVOKED : null;
            return refusal == null
                    ? replace(transaction, id, INVITATION, invitation).chain(invited -> done(transaction, act))
                    : refused(transaction, act, refusal);
        }));
    }

    @Override
    public Uni<Optional<Refusal>> revoke(UUID id, OutgoingEvent revoked, AdminAct act) {
        return byOneInForce(act, transaction -> locked(transaction, id).chain(member -> {
            if (member.isEmpty()) {
                return refused(transaction, act, Refusal.UNKNOWN);
            }
            return switch (member.get().state()) {
                case REVOKED -> Uni.createFrom().item(Optional.<Refusal>empty());
                case INVITED -> end(transaction, id, revoked, act);
                case ACTIVE ->
                    isNeeded(transaction, member.get())
                            .chain(needed -> needed
                                    ? refused(transaction, act, Refusal.LAST_ADMIN)
                                    : end(transaction, id, revoked, act));
            };
        }));
    }

    private static Uni<Boolean> isNeeded(SqlClient transaction, StaffMember active) {
        return active.role() == StaffRole.ADMIN
                ? transaction
                        .preparedQuery(ANOTHER_ADMIN)
                        .execute(Tuple.of(active.id()))
                        .map(others -> others.size() == 0)
                : Uni.createFrom().item(false);
    }

    private static Uni<Optional<Refusal>> end(SqlClient transaction, UUID id, OutgoingEvent revoked, AdminAct act) {
        return transaction
                .preparedQuery("update staff set state = 'revoked' where id = $1")
                .execute(Tuple.of(id))
                .chain(ended -> transaction
                        .preparedQuery("delete from staff_credential where staff = $1")
                        .execute(Tuple.of(id)))
                .chain(ended -> transaction
                        .preparedQuery(END_INVITATIONS_BY)
                        .execute(Tuple.of(id.toString(), AdminAct.Kind.INVITATION.wire(), AdminActs.DONE)))
                .chain(ended -> Outbox.append(transaction, revoked))
                .chain(told -> done(transaction, act));
    }

    @Override
    public Uni<List<StaffMember>> newest(int limit, @Nullable Cursor after) {
        return pool.preparedQuery(NEWEST)
                .execute(Tuple.of(after == null ? null : at(after.at()), after == null ? null : after.id(), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(StaffInPostgres::member)
                        .toList());
    }

    @Override
    public Uni<Optional<StaffMember>> signIn(byte[] invitation, Credential session, Instant now) {
        var shown = Tuple.of(Buffer.buffer(invitation), INVITATION, at(now));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(OF_SECRET + " for update of s")
                .execute(shown)
                .map(StaffInPostgres::only)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : transaction
                                .preparedQuery(SPEND)
                                .execute(shown)
                                .chain(spent -> spent.rowCount() == 1
                                        ? begin(transaction, found.get(), session, now)
                                        : Uni.createFrom().item(Optional.<StaffMember>empty()))));
    }

    private static Uni<Optional<StaffMember>> begin(
            SqlClient transaction, StaffMember member, Credential session, Instant now) {
        return transaction
                .preparedQuery("update staff set state = 'active' where id = $1")
                .execute(Tuple.of(member.id()))
                .chain(active -> replace(transaction, member.id(), SESSION, session))
                .chain(opened -> AdminActs.append(transaction, own(member, AdminAct.Kind.SIGN_IN, now), AdminActs.DONE))
                .replaceWith(Optional.of(member));
    }

    @Override
    public Uni<Optional<StaffMember>> inSession(byte[] session, Instant now) {
        return pool.preparedQuery(OF_SECRET)
                .execute(Tuple.of(Buffer.buffer(session), SESSION, at(now)))
                .map(StaffInPostgres::only);
    }

    @Override
    public Uni<Boolean> signOut(byte[] session, Instant now) {
        var shown = Tuple.of(Buffer.buffer(session), SESSION, at(now));
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(OF_SECRET + " for update of s")
                .execute(shown)
                .map(StaffInPostgres::only)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(false)
                        : transaction
                                .preparedQuery(SPEND)
                                .execute(shown)
                                .chain(ended -> ended.rowCount() == 1
                                        ? AdminActs.append(
                                                        transaction,
                                                        own(found.get(), AdminAct.Kind.SIGN_OUT, now),
                                                        AdminActs.DONE)
                                                .replaceWith(true)
                                        : Uni.createFrom().item(false))));
    }

    @Override
    public Uni<Boolean> inviteFirst(StaffMember first, Credential invitation, Instant now) {
        return pool.withTransaction(transaction -> transaction
                .query(ONE_AT_A_TIME)
                .execute()
                .chain(alone -> transaction.preparedQuery(FIRST_IS_HERE).execute(Tuple.of(at(now))))
                .chain(here -> here.size() > 0
                        ? Uni.createFrom().item(false)
                        : firstToInvite(transaction, first).chain(id -> replace(transaction, id, INVITATION, invitation)
                                .chain(invited -> AdminActs.append(
                                        transaction,
                                        new AdminAct(NOBODY_YET, AdminAct.Kind.INVITATION, id.toString(), now),
                                        AdminActs.DONE))
                                .replaceWith(true))));
    }

    private static Uni<UUID> firstToInvite(SqlClient transaction, StaffMember first) {
        return transaction
                .preparedQuery(FIRST_BEFORE)
                .execute()
                .chain(before -> before.size() > 0
                        ? Uni.createFrom().item(before.iterator().next().getUUID("id"))
                        : insert(transaction, first, true).replaceWith(first.id()));
    }

    private static Uni<RowSet<Row>> insert(SqlClient transaction, StaffMember member, boolean first) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        member.id(),
                        member.label(),
                        member.role().wire(),
                        member.organisation(),
                        first,
                        at(member.createdAt())));
    }

    private static Uni<RowSet<Row>> replace(SqlClient transaction, UUID staff, String kind, Credential credential) {
        return transaction
                .preparedQuery(REPLACE)
                .execute(Tuple.of(Buffer.buffer(credential.hash()), staff, kind, at(credential.expiresAt())));
    }

    private static Uni<Optional<StaffMember>> locked(SqlClient transaction, UUID id) {
        return transaction.preparedQuery(LOCK).execute(Tuple.of(id)).map(StaffInPostgres::only);
    }

    private static Uni<Optional<Refusal>> done(SqlClient transaction, AdminAct act) {
        return AdminActs.append(transaction, act, AdminActs.DONE).replaceWith(Optional.empty());
    }

    private static Uni<Optional<Refusal>> refused(SqlClient transaction, AdminAct act, Refusal why) {
        return AdminActs.append(
                        transaction, act, why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .replaceWith(Optional.of(why));
    }

    private static AdminAct own(StaffMember member, AdminAct.Kind kind, Instant now) {
        return new AdminAct(member.id().toString(), kind, member.id().toString(), now);
    }

    private static Optional<StaffMember> only(RowSet<Row> rows) {
        var all = rows.iterator();
        return all.hasNext() ? Optional.of(member(all.next())) : Optional.empty();
    }

    private static StaffMember member(Row row) {
        return new StaffMember(
                row.getUUID("id"),
                row.getString("label"),
                StaffRole.named(row.getString("role")),
                row.getString("organisation"),
                StaffMember.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
