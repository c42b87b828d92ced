package org.vouch.audit.detection;

import java.io.DataInput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One way of reading the log: under which key a look belongs, what is kept there, and the rules that judge it. */
public interface Lens<H extends History> {
    /** What a look led to. */
    record Findings(List<Alert> alerts, List<Link> links) {
        static final Findings NONE = new Findings(List.of(), List.of());

        static Findings of(List<Alert> alerts) {
            return alerts.isEmpty() ? NONE : new Findings(alerts, List.of());
        }
    }

    /** Short; no other lens has it. */
    String name();

    /** Empty where no rule of this lens looks at such a look. */
    Optional<String> key(Look look);

    H nothing();

    H read(DataInput in) throws IOException;

    /** Takes one look into {@code known}, which changes; {@code logTime} is when the log took it in. */
    Findings take(H known, Look look, Instant logTime);
}
