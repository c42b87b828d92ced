package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.edge.Problem;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.facesession.SpendingFaceSession;
import org.vouch.identity.honey.HoneyDocuments;
import org.vouch.identity.presence.ProvingPerson;
import org.vouch.identity.presence.ProvingPerson.Outcome;

/** The grant {@code urn:vouch:grant:face}: whoever shows the face that belongs to document and name is that person. */
@ApplicationScoped
public class LoggingIn {
    private final SpendingFaceSession spending;
    private final ProvingPerson proving;
    private final BeginningLogin login;
    private final HoneyDocuments honey;

    LoggingIn(SpendingFaceSession spending, ProvingPerson proving, BeginningLogin login, HoneyDocuments honey) {
        this.spending = spending;
        this.proving = proving;
        this.login = login;
        this.honey = honey;
    }

    /** Stands for {@code invalid_grant} on its way through the gate. */
    public static Problem refusal() {
        return Problem.of(
                400, "invalid-grant", "This grant is not good", "Which part of it is not good is told to nobody.");
    }

    public Uni<LookDecision<Grant.Granted>> logIn(
            String faceSession, Document document, PersonName name, Source source) {
        return spending.spend(
                        faceSession,
                        Purpose.LOGIN,
                        null,
                        shown -> proving.prove(document, name, shown, source).chain(login::of),
                        () -> proving.claimed(document)
                                .map(subject -> BeginningLogin.refused(new Outcome.NotProven(subject, "face-session"))))
                .map(decision -> honey.marked(document, decision));
    }
}
