package org.vouch.identity.enrolment.registry;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.enrolment.CivilRegistry;
import org.vouch.identity.enrolment.registry.PortraitDesk.Question;

@ApplicationScoped
class HttpCivilRegistry implements CivilRegistry {
    private static final Logger LOG = Logger.getLogger(HttpCivilRegistry.class);

    private final GuardedDesk desk;

    HttpCivilRegistry(GuardedDesk desk) {
        this.desk = desk;
    }

    @Override
    public Uni<Answer> portrait(Document document, PersonName name) {
        return desk.ask(new Question(document.type().wire(), document.number(), name.text()))
                .onFailure(failure -> !(failure instanceof CircuitBreakerOpenException))
                .invoke(failure -> LOG.warnf("the civil registry is away: %s", Causes.withoutMessages(failure)))
                .onFailure()
                .recoverWithItem(new Answer.Away());
    }
}
