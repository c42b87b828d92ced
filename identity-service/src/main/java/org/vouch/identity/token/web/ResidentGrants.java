package org.vouch.identity.token.web;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.edge.ProblemException;
import org.vouch.identity.attempt.AddressNames;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.platform.web.Peer;
import org.vouch.identity.token.Grant;
import org.vouch.identity.token.LoggingIn;
import org.vouch.identity.token.LoggingInAtCounter;

/** The grants by which a person signs in, through the gate: whatever is not good about one is {@code invalid_grant}. */
@ApplicationScoped
class ResidentGrants {
    private final LoggingIn loggingIn;
    private final LoggingInAtCounter atCounter;
    private final DisclosureGate gate;
    private final Peer peer;
    private final AddressNames addresses;
    private final Clock clock;

    ResidentGrants(
            LoggingIn loggingIn,
            LoggingInAtCounter atCounter,
            DisclosureGate gate,
            Peer peer,
            AddressNames addresses,
            Clock clock) {
        this.loggingIn = loggingIn;
        this.atCounter = atCounter;
        this.gate = gate;
        this.peer = peer;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Signs a person in once more than their number and name are known. */
    private interface ByMore {
        Uni<Disclosed<Grant.Granted>> grant(String more, Document document, PersonName name, Source source);
    }

    Uni<Grant> byFace(TokenRequest request) {
        return granted(request, "face_session", (session, document, name, source) -> {
            return gate.byFace(caller(), "login", () -> loggingIn.logIn(session, document, name, source));
        });
    }

    /** On record whatever comes of it: no face was shown, so the person sees that somebody signed in as them. */
    Uni<Grant> atCounter(TokenRequest request) {
        return granted(
                request,
                "counter_code",
                (code, document, name, source) -> gate.other(
                        caller(),
                        "login-at-officers-counter",
                        () -> atCounter.about(document),
                        () -> atCounter.logIn(code, document, name, source)));
    }

    private Uni<Grant> granted(TokenRequest request, String field, ByMore by) {
        var more = request.get(field);
        var type = request.get("document_type");
        var number = request.get("document_number");
        var nameText = request.get("name");
        if (more == null || type == null || number == null || nameText == null) {
            return Uni.createFrom().item(Grant.refused(Grant.Cause.INVALID_REQUEST));
        }
        var document = new PresentedDocument(type, number).reading(clock);
        var name = PersonName.read(nameText);
        if (!(document instanceof Document.Reading.WellFormed wellFormed) || name.isEmpty()) {
            return Uni.createFrom().item(Grant.refused(Grant.Cause.INVALID_REQUEST));
        }
        return by.grant(more, wellFormed.document(), name.get(), Source.at(peer.address()))
                .<Grant>map(Disclosed::value)
                .onFailure(ResidentGrants::isRefusal)
                .recoverWithItem(Grant.refused(Grant.Cause.INVALID_GRANT));
    }

    private Caller caller() {
        return addresses.caller(peer.address());
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof ProblemException e
                && e.problem().slug().equals(LoggingIn.refusal().slug());
    }
}
