package org.vouch.identity.testing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.puppet.Sitter;
import org.vouch.puppet.Sitter.Shot;

/** People who sit before the camera and do as they are asked. */
public final class Sitting {
    private static final RecogniserProfile PROFILE = RecogniserProfile.named(RecogniserProfile.BUILT_IN);
    private static final OnnxFaceEngine ENGINE = new OnnxFaceEngine(PROFILE);
    private static final Map<Somebody, Sitter> SITTERS = new EnumMap<>(Somebody.class);

    private Sitting() {}

    /** New pictures, for every step in order. */
    public static synchronized List<Shot> shots(Somebody person, Challenge challenge) {
        return SITTERS.computeIfAbsent(person, Sitting::seat).answer(challenge);
    }

    private static Sitter seat(Somebody person) {
        return Sitter.of(person.capture(), ENGINE, MatchPolicy.of(PROFILE), new Random(System.nanoTime()))
                .orElseThrow();
    }
}
