package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.counter.ProvingAtCounter;
import org.vouch.identity.counter.SpendingCode;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.honey.HoneyDocuments;
import org.vouch.identity.presence.ProvingPerson;
import org.vouch.identity.presence.ProvingPerson.Outcome;

/** The grant {@code urn:vouch:grant:counter}: whoever two officers gave a code for this document and name is that person. */
@ApplicationScoped
public class LoggingInAtCounter {
    private final SpendingCode spending;
    private final ProvingAtCounter atCounter;
    private final ProvingPerson proving;
    private final BeginningLogin login;
    private final HoneyDocuments honey;

    LoggingInAtCounter(
            SpendingCode spending,
            ProvingAtCounter atCounter,
            ProvingPerson proving,
            BeginningLogin login,
            HoneyDocuments honey) {
        this.spending = spending;
        this.atCounter = atCounter;
        this.proving = proving;
        this.login = login;
        this.honey = honey;
    }

    /** Whom the document is about, looked up and not proven. */
    public Uni<Circumstances> about(Document document) {
        return proving.claimed(document).map(subject -> new Circumstances(subject, null, null, null));
    }

    public Uni<LookDecision<Grant.Granted>> logIn(String code, Document document, PersonName name, Source source) {
        return spending.spend(
                        code,
                        Purpose.LOGIN,
                        confirmed -> atCounter
                                .prove(confirmed, document, name, source)
                                .chain(login::of),
                        () -> proving.claimed(document)
                                .map(subject -> BeginningLogin.refused(new Outcome.NotProven(subject, "counter-code"))))
                .map(decision -> honey.marked(document, decision));
    }
}
