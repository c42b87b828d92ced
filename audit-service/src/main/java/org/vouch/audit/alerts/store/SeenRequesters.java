package org.vouch.audit.alerts.store;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.vouch.audit.alerts.Alerts;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.pseudonym.Pseudonyms;
import org.vouch.audit.suspensions.KnownRequesters;
import org.vouch.audit.suspensions.Requester;

/**
 * A person only by an alert's pseudonym: no auditor can name somebody whom no rule has pointed at. A service by nothing:
 * it asks for others, and one auditor could take it from everybody.
 */
@ApplicationScoped
class SeenRequesters implements KnownRequesters {
    private static final String CLIENT = "select kind, label from client_requester where id = ?1 and kind <> 'service'";

    private final Alerts alerts;
    private final Pseudonyms pseudonyms;

    SeenRequesters(Alerts alerts, Pseudonyms pseudonyms) {
        this.alerts = alerts;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public Uni<Optional<Requester>> named(String name) {
        if (!Pseudonym.isOne(name)) {
            return client(name);
        }
        return alerts.requester(new Pseudonym(name))
                .chain(found -> found.isPresent() ? Uni.createFrom().item(found) : client(name));
    }

    private Uni<Optional<Requester>> client(String id) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CLIENT, Object[].class)
                        .setParameter(1, id)
                        .getSingleResultOrNull())
                .map(row -> Optional.ofNullable(row)
                        .map(columns -> new Requester(
                                id,
                                pseudonyms.ofRequester(id),
                                CallerKind.valueOf(((String) columns[0]).toUpperCase(Locale.ROOT)),
                                (String) columns[1])));
    }
}
