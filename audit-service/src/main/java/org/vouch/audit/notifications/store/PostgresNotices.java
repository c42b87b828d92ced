package org.vouch.audit.notifications.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.detection.Effect;
import org.vouch.audit.notifications.Notices;

/** Follows the changes of alerts, which are in the order of their commits; what is due is taken by row. */
@ApplicationScoped
class PostgresNotices implements Notices {
    private static final String NOTIFIED = "select position from notified for update";
    private static final String CHANGES = "select c.position, c.state, c.at, a.id, a.rule, a.effect, a.incident"
            + " from alert_change c join alert a on a.id = c.alert where c.position > $1 order by c.position limit 200";
    private static final String MOVE = "update notified set position = $1";
    private static final String CALL = "insert into webhook_call (id, body, attempts, next_at)"
            + " select *, 0, $3::timestamptz from unnest($1::uuid[], $2::text[]) on conflict do nothing";
    private static final String MAIL = "insert into mail_notice as m (incident, waiting, rules, attempts, next_at)"
            + " values ($1, 1, array[$2], 0, $3) on conflict (incident) do update set waiting = m.waiting + 1,"
            + " rules = case when m.rules @> excluded.rules then m.rules else m.rules || excluded.rules end";
    private static final String TAKE_CALLS = "update webhook_call set next_at = $2, attempts = attempts + 1 where id in"
            + " (select id from webhook_call where next_at <= $1 order by next_at limit 5 for update skip locked)"
            + " returning id, body, attempts";
    private static final String FORGET = "delete from webhook_call where id = $1";
    private static final String CALL_AGAIN = "update webhook_call set next_at = $2 where id = $1";
    private static final String TAKE_MAILS = "update mail_notice set next_at = $2, attempts = attempts + 1"
            + " where incident in (select incident from mail_notice where waiting > 0 and next_at <= $1"
            + " order by next_at limit 5 for update skip locked) returning incident, waiting, rules, attempts";
    private static final String SENT = "update mail_notice set waiting = waiting - $2, attempts = 0, next_at = $3,"
            + " rules = case when waiting = $2 then '{}' else rules end where incident = $1";
    private static final String MAIL_AGAIN = "update mail_notice set next_at = $2 where incident = $1";
    private static final String SWEEP = "delete from mail_notice where waiting = 0 and next_at < $1";

    private final Pool pool;

    PostgresNotices(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(Duration.ofHours(1), SWEEP, Duration.ofDays(1));
    }

    @Override
    public Uni<Integer> make(Channels channels, Function<Raised, String> body, Instant now) {
        return pool.withTransaction(transaction -> transaction
                .query(NOTIFIED)
                .execute()
                .chain(at -> transaction
                        .preparedQuery(CHANGES)
                        .execute(Tuple.of(at.iterator().next().getLong(0))))
                .chain(changes -> {
                    var raised = new ArrayList<Raised>();
                    var last = 0L;
                    for (var row : changes) {
                        last = row.getLong("position");
                        if (row.getString("state").equals("open")) {
                            raised.add(raised(row));
                        }
                    }
                    return changes.size() == 0
                            ? Uni.createFrom().item(0)
                            : calls(transaction, channels.webhook() ? raised : List.of(), body, now)
                                    .chain(() -> mails(transaction, channels.mail() ? raised : List.of(), now))
                                    .call(moveTo(transaction, last))
                                    .replaceWith(changes.size());
                }));
    }

    private static java.util.function.Supplier<Uni<?>> moveTo(SqlConnection transaction, long last) {
        return () -> transaction.preparedQuery(MOVE).execute(Tuple.of(last));
    }

    private static Uni<Void> calls(
            SqlConnection transaction, List<Raised> raised, Function<Raised, String> body, Instant now) {
        if (raised.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(CALL)
                .execute(tuple(
                        raised.stream().map(Raised::alert).toArray(java.util.UUID[]::new),
                        raised.stream().map(body).toArray(String[]::new),
                        utc(now)))
                .replaceWithVoid();
    }

    private static Uni<Void> mails(SqlConnection transaction, List<Raised> raised, Instant now) {
        if (raised.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(MAIL)
                .executeBatch(raised.stream()
                        .map(one -> tuple(one.incident(), one.rule(), utc(now)))
                        .toList())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Call>> takeCalls(Instant now, Duration lease) {
        return list(
                TAKE_CALLS,
                now,
                lease,
                row -> new Call(row.getUUID("id"), row.getString("body"), row.getInteger("attempts")));
    }

    @Override
    public Uni<Void> forget(Call call) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(call.id())).replaceWithVoid();
    }

    @Override
    public Uni<Void> again(Call call, Instant at) {
        return pool.preparedQuery(CALL_AGAIN).execute(tuple(call.id(), utc(at))).replaceWithVoid();
    }

    @Override
    public Uni<List<Mail>> takeMails(Instant now, Duration lease) {
        return list(
                TAKE_MAILS,
                now,
                lease,
                row -> new Mail(
                        row.getUUID("incident"),
                        row.getInteger("waiting"),
                        List.of(row.getArrayOfStrings("rules")),
                        row.getInteger("attempts")));
    }

    @Override
    public Uni<Void> sent(Mail mail, Instant next) {
        return pool.preparedQuery(SENT)
                .execute(tuple(mail.incident(), mail.alerts(), utc(next)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> again(Mail mail, Instant at) {
        return pool.preparedQuery(MAIL_AGAIN)
                .execute(tuple(mail.incident(), utc(at)))
                .replaceWithVoid();
    }

    private <T> Uni<List<T>> list(String sql, Instant now, Duration lease, Function<Row, T> form) {
        return pool.preparedQuery(sql)
                .execute(tuple(utc(now), utc(now.plus(lease))))
                .map(rows -> {
                    var found = new ArrayList<T>();
                    rows.forEach(row -> found.add(form.apply(row)));
                    return found;
                });
    }

    private static Raised raised(Row row) {
        return new Raised(
                row.getUUID("id"),
                row.getString("rule"),
                Effect.of(row.getString("effect")),
                row.getUUID("incident"),
                row.getOffsetDateTime("at").toInstant());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values));
    }
}
