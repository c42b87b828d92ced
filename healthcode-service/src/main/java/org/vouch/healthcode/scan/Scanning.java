package org.vouch.healthcode.scan;

import com.fasterxml.jackson.annotation.JsonValue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.healthcode.code.ReadingColour;
import org.vouch.healthcode.pass.PassProblems;
import org.vouch.healthcode.pass.PassReading;
import org.vouch.healthcode.pass.PassReading.Invalid;
import org.vouch.healthcode.pass.PassReading.Live;
import org.vouch.healthcode.pass.PassReading.Stale;
import org.vouch.healthcode.pass.ReadingPass;
import org.vouch.healthcode.policy.Colour;

/** Answers a gate for the holder of a pass: by the colour of now, never by the one that the pass was signed with. */
@ApplicationScoped
public class Scanning {
    private static final String PURPOSE = "entry";

    private final ReadingPass passes;
    private final ReadingColour colours;

    Scanning(ReadingPass passes, ReadingColour colours) {
        this.passes = passes;
        this.colours = colours;
    }

    /** Whose pass it is, as far as that is certain. */
    public Circumstances about(String pass, @Nullable String venue) {
        return about(passes.read(pass), venue);
    }

    /** The holder of a stale pass is named in the record, so that they see it; the gate learns nothing about them. */
    private static Circumstances about(PassReading reading, @Nullable String venue) {
        if (reading instanceof Live live) {
            return new Circumstances(live.person(), PURPOSE, venue, live.passId());
        }
        return reading instanceof Stale stale
                ? new Circumstances(stale.person(), PURPOSE, venue, stale.passId())
                : new Circumstances(null, PURPOSE, venue, null);
    }

    public Uni<LookDecision<GateAnswer>> scan(String pass, @Nullable String venue) {
        PassReading reading = passes.read(pass);
        var about = about(reading, venue);
        if (reading instanceof Live live) {
            return colours.of(live.person())
                    .map(decision -> LookDecision.granted(about, GateAnswer.of(decision.colour(), live.expiresAt())));
        }
        return Uni.createFrom()
                .item(
                        reading instanceof Stale stale
                                ? LookDecision.withheld(about, GateAnswer.stale(stale.expiresAt()), "pass-stale")
                                : LookDecision.refused(
                                        about, PassProblems.invalid(), "pass-invalid:" + ((Invalid) reading).why()));
    }

    /**
     * What the gate gets.
     *
     * @param colour null where the pass does not open it
     * @param expiresAt the end of the pass
     * @param reason why it cannot be told, null otherwise
     */
    public record GateAnswer(Go decision, @Nullable Colour colour, Instant expiresAt, @Nullable String reason) {
        static GateAnswer of(Colour colour, Instant expiresAt) {
            return switch (colour) {
                case GREEN -> new GateAnswer(Go.GO, colour, expiresAt, null);
                case YELLOW, RED -> new GateAnswer(Go.NO_GO, colour, expiresAt, null);
                case UNKNOWN -> new GateAnswer(Go.CANNOT_TELL, colour, expiresAt, "nothing-known");
            };
        }

        static GateAnswer stale(Instant expiredAt) {
            return new GateAnswer(Go.CANNOT_TELL, null, expiredAt, "stale");
        }

        @Override
        public String toString() {
            return "GateAnswer";
        }
    }

    /** Whether to let the person pass. */
    public enum Go {
        GO("go"),
        NO_GO("no-go"),
        CANNOT_TELL("cannot-tell");

        private final String wire;

        Go(String wire) {
            this.wire = wire;
        }

        @JsonValue
        public String wire() {
            return wire;
        }
    }
}
