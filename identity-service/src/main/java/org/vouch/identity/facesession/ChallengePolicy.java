package org.vouch.identity.facesession;

import java.util.List;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchPolicy;

/**
 * Decides whether a session's frames show one person who did what was asked, from the frames alone: nothing about who the
 * person might be goes in. Asks for a neutral look and judges no other action yet.
 */
public record ChallengePolicy(MatchPolicy samePerson) {

    /** What the engine read of one frame, and for which step it was sent. */
    public record Frame(int step, FaceReading reading) {}

    /** The session's face, or why there is none. */
    public sealed interface Decision {
        record Usable(FaceTemplate face) implements Decision {}

        record Refused(Reason reason) implements Decision {}

        record NotAnImage() implements Decision {}
    }

    public Challenge next() {
        return new Challenge(List.of(Challenge.Action.NEUTRAL));
    }

    /** {@code frames} in the order in which they were taken. */
    public Decision judge(Challenge asked, List<Frame> frames) {
        for (var frame : frames) {
            if (frame.reading() instanceof FaceReading.NotAnImage) {
                return new Decision.NotAnImage();
            }
            if (frame.reading() instanceof FaceReading.Refused refused) {
                return new Decision.Refused(refused.reason());
            }
        }
        if (!inOrder(asked, frames)) {
            return new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED);
        }
        var faces = frames.stream()
                .map(frame -> ((FaceReading.Usable) frame.reading()).template())
                .toList();
        return ofOnePerson(faces)
                ? new Decision.Usable(FaceTemplate.mean(faces))
                : new Decision.Refused(Reason.NOT_ONE_PERSON);
    }

    private static boolean inOrder(Challenge asked, List<Frame> frames) {
        var last = -1;
        for (var frame : frames) {
            if (frame.step() != last && frame.step() != last + 1) {
                return false;
            }
            last = frame.step();
        }
        return last == asked.actions().size() - 1;
    }

    private boolean ofOnePerson(List<FaceTemplate> faces) {
        for (var i = 0; i < faces.size(); i++) {
            for (var j = i + 1; j < faces.size(); j++) {
                if (!(samePerson.decide(faces.get(i), faces.get(j)) instanceof MatchDecision.Accepted)) {
                    return false;
                }
            }
        }
        return true;
    }
}
