package org.vouch.testresult.tubes.healthcode;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.testresult.tubes.Collector;
import org.vouch.testresult.tubes.SampleSubjects;
import org.vouch.testresult.tubes.Shown;
import org.vouch.testresult.tubes.healthcode.SampleSubjectsEndpoint.Asking;
import org.vouch.testresult.tubes.healthcode.SampleSubjectsEndpoint.Wanted;

/** Asks healthcode-service. Whatever goes wrong on the way is {@link Subject.Unavailable}, never somebody. */
@ApplicationScoped
class HealthcodeSampleSubjects implements SampleSubjects {
    private static final Logger LOG = Logger.getLogger(HealthcodeSampleSubjects.class);

    private final GuardedCalls calls;

    HealthcodeSampleSubjects(GuardedCalls calls) {
        this.calls = calls;
    }

    @Override
    public Uni<Subject> of(Shown shown, Collector collector, String site) {
        var asking = new Asking(collector.id(), collector.label());
        var wanted = shown instanceof Shown.Pass pass
                ? new Wanted(pass.text(), null, asking, site)
                : new Wanted(null, ((Shown.PresenceProof) shown).text(), asking, site);
        return Uni.createFrom()
                .deferred(() -> calls.find(wanted).emitOn(here()))
                .onFailure()
                .recoverWithItem(failure -> {
                    if (!(failure instanceof CircuitBreakerOpenException)) {
                        LOG.warnf("whose sample it is cannot be asked: %s", Causes.withoutMessages(failure));
                    }
                    return new Subject.Unavailable();
                });
    }

    /** Back to the caller's Vert.x context, on which its database session must be opened. */
    private static Executor here() {
        var context = Vertx.currentContext();
        return context == null ? Runnable::run : task -> context.runOnContext(unused -> task.run());
    }
}
