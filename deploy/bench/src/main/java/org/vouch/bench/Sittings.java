package org.vouch.bench;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.puppet.Sitter;

/** Whole sessions that a puppet sits through, judged as the service judges them; three frames go into each face. */
final class Sittings {

    /** Neutral, eyes shut and eyes open again are averaged; the turned head is not. */
    static final Challenge CHALLENGE = new Challenge(List.of(Action.NEUTRAL, Action.BLINK, Action.TURN_LEFT));

    private final Engine engine;
    private final ChallengePolicy policy;

    Sittings(Engine engine) {
        this.engine = engine;
        this.policy = new ChallengePolicy(engine.samePerson());
    }

    /** The session's face; empty where the photo is of no use to a puppet or its session is refused. */
    Optional<FaceTemplate> face(byte[] photo) {
        return sitter(photo).flatMap(sitter -> face(frames(sitter)));
    }

    Optional<Sitter> sitter(byte[] photo) {
        return Sitter.of(photo, engine.faces(), engine.samePerson(), new Random(1));
    }

    private List<Frame> frames(Sitter sitter) {
        return sitter.answer(CHALLENGE).stream()
                .map(shot -> new Frame(shot.step().step(), engine.faces().read(shot.picture())))
                .toList();
    }

    private Optional<FaceTemplate> face(List<Frame> frames) {
        return policy.judge(CHALLENGE, frames) instanceof Decision.Usable usable
                ? Optional.of(usable.face())
                : Optional.empty();
    }
}
