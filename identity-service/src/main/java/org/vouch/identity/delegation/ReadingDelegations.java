package org.vouch.identity.delegation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.vouch.identity.delegation.Delegations.Named;
import org.vouch.identity.document.MaskedName;

/** A person's own delegations: for whom they act and who acts for them. */
@ApplicationScoped
public class ReadingDelegations {
    private final Delegations delegations;
    private final SealedNames names;
    private final Clock clock;

    ReadingDelegations(Delegations delegations, SealedNames names, Clock clock) {
        this.delegations = delegations;
        this.names = names;
        this.clock = clock;
    }

    /** Which side of it the person is, and who the other one is. */
    public record Held(Delegation delegation, Side side, MaskedName other) {}

    /** Of a delegation. */
    @Schema(name = "DelegationRole")
    public enum Side {
        HELPER,
        DEPENDANT;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Newest first. */
    public Uni<List<Held>> of(UUID person) {
        return delegations
                .of(person, clock.instant())
                .map(all -> all.stream().map(named -> held(named, person)).toList());
    }

    private Held held(Named named, UUID person) {
        var delegation = named.delegation();
        return delegation.helper().equals(person)
                ? new Held(
                        delegation,
                        Side.HELPER,
                        names.open(delegation.id(), delegation.dependant(), named.dependantName()))
                : new Held(
                        delegation,
                        Side.DEPENDANT,
                        names.open(delegation.id(), delegation.helper(), named.helperName()));
    }
}
