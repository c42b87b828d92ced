package org.vouch.bench.running;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.vouch.bench.running.LocalPlatform.Person;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.onnx.OnnxFaceEngine;

/** What the service's engine makes of the people's photos: those of two strangers among them. */
record PlatformFaces(Person known, FaceTemplate knownFace, Person stranger, FaceTemplate strangersFace) {

    static PlatformFaces of(List<Person> people) throws IOException {
        RecogniserProfile profile = RecogniserProfile.named(RecogniserProfile.BUILT_IN);
        try (OnnxFaceEngine engine = new OnnxFaceEngine(profile)) {
            Person known = people.get(0);
            FaceTemplate knownFace = face(engine, known);
            for (Person other : people.subList(1, people.size())) {
                FaceTemplate face = face(engine, other);
                if (MatchPolicy.of(profile).decide(knownFace, face) instanceof MatchDecision.Rejected) {
                    return new PlatformFaces(known, knownFace, other, face);
                }
            }
        }
        throw new IllegalStateException("no two strangers among the people of the platform");
    }

    private static FaceTemplate face(OnnxFaceEngine engine, Person person) throws IOException {
        FaceReading reading = engine.read(Files.readAllBytes(person.photo()));
        if (reading instanceof Usable usable) {
            return usable.template();
        }
        throw new IllegalStateException("a photo of the platform shows no usable face");
    }
}
