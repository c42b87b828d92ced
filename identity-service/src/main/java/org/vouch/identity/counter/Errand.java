package org.vouch.identity.counter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.presence.CheckingPresence;
import org.vouch.identity.vault.Consent;

/** What a person comes to the counter for; what is done there is good for nothing else. */
public sealed interface Errand {

    /** What a face session for the same is opened for. */
    Purpose purpose();

    /** As the person reads it under "who looked at me". */
    Circumstances about(@Nullable UUID subject);

    /** What an officer says that a case is for; the consent of an enrolment is with the first one. */
    record Said(Purpose purpose, CheckingPresence.@Nullable Purpose wanted, @Nullable String venue) {
        @Override
        public String toString() {
            return "Said";
        }
    }

    /** What a second officer has to say to mean the same. */
    default Said said() {
        return new Said(purpose(), null, null);
    }

    /** To join without a face. */
    record Enrolment(Consent consent) implements Errand {
        @Override
        public Purpose purpose() {
            return Purpose.ENROLMENT;
        }

        @Override
        public Circumstances about(@Nullable UUID subject) {
            return new Circumstances(subject, purpose().wire(), null, null);
        }
    }

    /** To sign in, on whatever device the code is typed into. */
    record Login() implements Errand {
        @Override
        public Purpose purpose() {
            return Purpose.LOGIN;
        }

        @Override
        public Circumstances about(@Nullable UUID subject) {
            return new Circumstances(subject, purpose().wire(), null, null);
        }
    }

    /** To have somebody know that they are here, for this purpose at this place. */
    record Presence(CheckingPresence.Purpose wanted, @Nullable String venue) implements Errand {
        @Override
        public Purpose purpose() {
            return Purpose.PRESENCE;
        }

        @Override
        public Said said() {
            return new Said(purpose(), wanted, venue);
        }

        @Override
        public Circumstances about(@Nullable UUID subject) {
            return new Circumstances(subject, wanted.wire(), venue, null);
        }

        @Override
        public String toString() {
            return "Presence";
        }
    }
}
