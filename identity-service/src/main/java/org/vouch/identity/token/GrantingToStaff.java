package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.identity.staff.SigningIn;
import org.vouch.identity.staff.StaffMember;

/**
 * The grant {@code urn:vouch:grant:staff-session}: who works here and is signed in gets the ordinary token of a client of
 * their role, as often as they need one. A revoked account gets none.
 */
@ApplicationScoped
public class GrantingToStaff {
    private final SigningIn signingIn;
    private final SignedTokens tokens;

    GrantingToStaff(SigningIn signingIn, SignedTokens tokens) {
        this.signingIn = signingIn;
        this.tokens = tokens;
    }

    /** The target is the one service that the token is for, all where it is null. */
    public Uni<Grant> grant(@Nullable String session, @Nullable String target) {
        if (target != null && !SignedTokens.EVERY_SERVICE.contains(target)) {
            return Uni.createFrom().item(Grant.refused(Grant.Cause.INVALID_TARGET));
        }
        var audience = target == null ? SignedTokens.EVERY_SERVICE : List.of(target);
        return signingIn.member(session).map(member -> member.<Grant>map(
                        one -> new Grant.Granted(tokens.forClient(client(one), audience), tokens.lifeInSeconds(), null))
                .orElse(Grant.refused(Grant.Cause.INVALID_GRANT)));
    }

    private static Client client(StaffMember member) {
        return new Client(member.id().toString(), member.role().kind(), member.label(), member.organisation());
    }
}
