package org.vouch.identity.delegation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.vouch.identity.document.Document;

/**
 * When a delegation ends: as wished, within the longest term. Where the dependant's document tells that they are a child,
 * no later than the day on which they are eighteen (Civil Code of the PRC, article 17) begins in China: from then on they
 * give it themselves.
 */
@ApplicationScoped
public class TermPolicy {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int OF_AGE = 18;

    private final DelegationConfig config;

    TermPolicy(DelegationConfig config) {
        this.config = config;
    }

    /** The end, or what is wrong with the wish. */
    public sealed interface Decision {
        record Until(Instant end) implements Decision {}

        record Refused(String why) implements Decision {}
    }

    public Decision decide(Document dependant, Instant wished, Instant now) {
        var end = wished.truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(now)) {
            return new Decision.Refused("lies in the future");
        }
        if (end.isAfter(now.plus(config.longest()))) {
            return new Decision.Refused("lies " + config.longest().toDays() + " days ahead at most");
        }
        return new Decision.Until(dependant
                .birthDate()
                .map(born -> born.plusYears(OF_AGE).atStartOfDay(CHINA).toInstant())
                .filter(ofAge -> ofAge.isAfter(now) && ofAge.isBefore(end))
                .orElse(end));
    }
}
