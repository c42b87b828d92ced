package org.vouch.identity.facesession.web;

import java.time.Duration;
import org.vouch.audit.client.edge.Problem;
import org.vouch.identity.face.FaceReading.Reason;

/** The problems of face sessions; none depends on who the person is. */
final class FaceProblems {
    private FaceProblems() {}

    static Problem notUsable(Reason reason) {
        return Problem.of(
                        422,
                        "face-not-usable",
                        "These pictures cannot be used",
                        "The reason says what to do better; the session takes another try.")
                .withReason(reason.wireName());
    }

    static Problem notAttested() {
        return Problem.of(
                422,
                "capture-not-attested",
                "No enrolled camera answers for these pictures",
                "Here a camera signs what it takes: send its statement, for this session and these pictures, in"
                        + " Vouch-Capture. Where none is enrolled, send none.");
    }

    static Problem notAnImage() {
        return Problem.of(
                400,
                "invalid-image",
                "A part is not a JPEG or PNG picture that can be read",
                "Send each picture as JPEG or PNG.");
    }

    static Problem closed() {
        return Problem.of(
                409,
                "face-session-closed",
                "This face session takes no more pictures",
                "It has its face already or was tried too often; open another one.");
    }

    static Problem unknown() {
        return Problem.of(
                404,
                "face-session-unknown",
                "There is no such face session",
                "It never was, has ended, was spent, or another opened it.");
    }

    static Problem tooManyUploads() {
        return Problem.of(
                        429,
                        "too-many-requests",
                        "Too many uploads from this address at once",
                        "Wait for those under way to end.")
                .withRetryAfter(Duration.ofSeconds(1));
    }

    static Problem tooSlow() {
        return Problem.of(
                        408,
                        "too-slow",
                        "The pictures did not arrive in time",
                        "Send smaller pictures, or over a better line.")
                .withRetryAfter(Duration.ofSeconds(1));
    }
}
