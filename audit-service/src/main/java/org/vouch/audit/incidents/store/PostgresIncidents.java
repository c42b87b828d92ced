package org.vouch.audit.incidents.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.incidents.Incident;
import org.vouch.audit.incidents.Incident.Account;
import org.vouch.audit.incidents.Incident.Part;
import org.vouch.audit.incidents.Incident.Person;
import org.vouch.audit.incidents.Incident.Summary;
import org.vouch.audit.incidents.Incidents;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.suspensions.Requester;

/** An incident has no row: it is what its alerts make of it. Whom their evidence is about says the log. */
@ApplicationScoped
class PostgresIncidents implements Incidents {
    private static final String SUMMARY = " cross join lateral (select count(*) as alerts,"
            + " count(distinct b.pseudonym) as accounts, count(*) filter (where b.state = 'open') as open,"
            + " count(*) filter (where b.state = 'confirmed') as confirmed, array_agg(distinct b.rule) as rules,"
            + " min(b.first_at) as first_at, max(b.last_at) as last_at from alert b where b.incident = p.incident) as all_of_it"
            + " order by p.raised_at desc, p.id desc";
    private static final String BEGINNING = "select a.incident, a.raised_at, a.id from alert a where not exists"
            + " (select 1 from alert b where b.incident = a.incident and (b.raised_at, b.id) < (a.raised_at, a.id))";
    private static final String PAGE = "select * from (" + BEGINNING
            + " and ($1::timestamptz is null or (a.raised_at, a.id) < ($1, $2::uuid))"
            + " order by a.raised_at desc, a.id desc limit $3) as p" + SUMMARY;
    private static final String ONE = "select * from (" + BEGINNING + " and a.incident = $1) as p" + SUMMARY;
    private static final String ALERTS = "select id, rule, state, requester, pseudonym, kind, label, raised_at,"
            + " suspension, records from alert where incident = $1 order by raised_at desc, id desc limit $2";
    private static final String SUBJECTS = "select event_id, convert_from(bytes, 'UTF8')::json ->> 'subject' as subject"
            + " from log_entry where event_id = any($1) and kind = 'access'";

    private final Pool pool;

    PostgresIncidents(Pool pool) {
        this.pool = pool;
    }

    /** One alert with its evidence. */
    private record Evident(Part part, List<UUID> records) {}

    @Override
    public Uni<Page<Summary>> page(PageRequest request) {
        var after = request.after();
        return pool.preparedQuery(PAGE)
                .execute(tuple(
                        after == null ? null : after.at().atOffset(ZoneOffset.UTC),
                        after == null ? null : after.id(),
                        request.limit() + 1))
                .map(rows -> {
                    var found = new ArrayList<Summary>();
                    rows.forEach(row -> found.add(summary(row)));
                    return Page.of(found, request.limit(), one -> new Cursor(one.raisedAt(), one.firstAlert()));
                });
    }

    @Override
    public Uni<Optional<Incident>> find(UUID id) {
        return pool.preparedQuery(ONE).execute(Tuple.of(id)).chain(rows -> {
            var row = rows.iterator();
            if (!row.hasNext()) {
                return Uni.createFrom().item(Optional.empty());
            }
            var summary = summary(row.next());
            return alerts(id).chain(alerts -> people(alerts)
                    .map(people -> Optional.of(new Incident(
                            summary, alerts.stream().map(Evident::part).toList(), accounts(alerts), people))));
        });
    }

    private Uni<List<Evident>> alerts(UUID incident) {
        return pool.preparedQuery(ALERTS)
                .execute(Tuple.of(incident, Incident.MOST_ALERTS))
                .map(rows -> {
                    var found = new ArrayList<Evident>();
                    rows.forEach(row -> found.add(new Evident(part(row), List.of(row.getArrayOfUUIDs("records")))));
                    return found;
                });
    }

    private Uni<List<Person>> people(List<Evident> alerts) {
        var askedBy = new HashMap<UUID, Set<Pseudonym>>();
        for (var alert : alerts) {
            for (var record : alert.records()) {
                askedBy.computeIfAbsent(record, none -> new LinkedHashSet<>())
                        .add(alert.part().requester().pseudonym());
            }
        }
        return pool.preparedQuery(SUBJECTS)
                .execute(tuple((Object) askedBy.keySet().toArray(UUID[]::new)))
                .map(rows -> {
                    var accounts = new TreeMap<String, Set<Pseudonym>>();
                    for (var row : rows) {
                        var subject = row.getString("subject");
                        if (subject != null) {
                            accounts.computeIfAbsent(subject, none -> new LinkedHashSet<>())
                                    .addAll(askedBy.getOrDefault(row.getUUID("event_id"), Set.of()));
                        }
                    }
                    return accounts.entrySet().stream()
                            .map(one -> new Person(new Pseudonym(one.getKey()), List.copyOf(one.getValue())))
                            .toList();
                });
    }

    private static List<Account> accounts(List<Evident> alerts) {
        Map<Pseudonym, Account> found = new LinkedHashMap<>();
        for (var alert : alerts) {
            var requester = alert.part().requester();
            found.merge(
                    requester.pseudonym(),
                    new Account(requester, 1),
                    (known, one) -> new Account(known.requester(), known.alerts() + 1));
        }
        return List.copyOf(found.values());
    }

    private static Part part(Row row) {
        return new Part(
                row.getUUID("id"),
                row.getString("rule"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                new Requester(
                        row.getString("requester"),
                        new Pseudonym(row.getString("pseudonym")),
                        CallerKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("label")),
                row.getOffsetDateTime("raised_at").toInstant(),
                row.getUUID("suspension"));
    }

    private static Summary summary(Row row) {
        return new Summary(
                row.getUUID("incident"),
                row.getUUID("id"),
                row.getOffsetDateTime("raised_at").toInstant(),
                Incident.stateOf(row.getLong("open"), row.getLong("confirmed")),
                List.of(row.getArrayOfStrings("rules")),
                row.getLong("alerts"),
                row.getLong("accounts"),
                row.getOffsetDateTime("first_at").toInstant(),
                row.getOffsetDateTime("last_at").toInstant());
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values));
    }
}
