package org.vouch.identity.staff;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.identity.administration.AdminAct;

/**
 * The staff accounts, their invitations and sessions; every change is on record with the change itself. Whoever is revoked
 * changes nothing from then on, whatever their last token still opens: otherwise they would make themselves another account
 * while it does.
 */
public interface Staff {

    /** Of a secret that is good until a time. */
    record Credential(byte[] hash, Instant expiresAt) {
        @Override
        public String toString() {
            return "Credential";
        }
    }

    /** Why something is not done with an account. */
    enum Refusal {
        UNKNOWN,
        REVOKED,
        LAST_ADMIN,
        /** Whoever wants it is revoked themselves, and their token not over yet. */
        BY_REVOKED
    }

    /** Empty where it is done. */
    Uni<Optional<Refusal>> add(StaffMember member, Credential invitation, AdminAct act);

    /** The account's earlier invitation is good no more. Empty where it is done. */
    Uni<Optional<Refusal>> inviteAgain(UUID id, Credential invitation, AdminAct act);

    /**
     * Ends the account for good, with its invitation and session, and every invitation that it made and nobody has used: who
     * kept one of those would sign in as somebody else. Empty where it is done, or was before. Of several at once
     * each sees the one before, so that an active administrator is left.
     */
    Uni<Optional<Refusal>> revoke(UUID id, OutgoingEvent revoked, AdminAct act);

    /** Newest first. */
    Uni<List<StaffMember>> newest(int limit, @Nullable Cursor after);

    /**
     * Spends the invitation, of two at once for one of them, and opens the session, which ends the member's earlier one.
     * Empty where the invitation is none, spent, over, or its account revoked.
     */
    Uni<Optional<StaffMember>> signIn(byte[] invitation, Credential session, Instant now);

    /** Whose session it is; empty where it is nobody's any more. */
    Uni<Optional<StaffMember>> inSession(byte[] session, Instant now);

    /** False where there was no such session any more. */
    Uni<Boolean> signOut(byte[] session, Instant now);

    /**
     * Invites the first administrator, {@code first} or who was invited so before and never came, unless an administrator has
     * signed in ever, or one is invited now. Of several at once one does; false for the others.
     */
    Uni<Boolean> inviteFirst(StaffMember first, Credential invitation, Instant now);
}
