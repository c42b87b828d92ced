package org.vouch.bench;

import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.onnx.OnnxFaceEngine;

/** The service's engine with the service's profile or another, and a stopwatch in it. */
record Engine(OnnxFaceEngine faces, RecogniserProfile profile, MatchPolicy samePerson, Stopwatch stopwatch)
        implements AutoCloseable {

    static Engine start() {
        return start(RecogniserProfile.BUILT_IN);
    }

    static Engine start(String named) {
        RecogniserProfile profile = RecogniserProfile.named(named);
        Stopwatch stopwatch = new Stopwatch();
        return new Engine(new OnnxFaceEngine(profile, stopwatch), profile, MatchPolicy.of(profile), stopwatch);
    }

    @Override
    public void close() {
        faces.close();
    }
}
