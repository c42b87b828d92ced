package org.vouch.identity.face;

import java.util.OptionalDouble;

/** Exactly one usable face, or the reason why not; the reason never depends on who the person is. */
public sealed interface FaceReading {

    /**
     * One face, large, bright and sharp enough to be compared.
     *
     * @param liveness what a network made of it that tells faces from pictures of faces, in its own units; empty where none
     *     is configured
     */
    record Usable(FaceTemplate template, Pose pose, OptionalDouble liveness) implements FaceReading {

        public Usable(FaceTemplate template, Pose pose) {
            this(template, pose, OptionalDouble.empty());
        }
    }

    /** A photo that could be decoded but does not show one usable face. */
    record Refused(Reason reason) implements FaceReading {}

    /**
     * Bytes that are not a photo this engine decodes: neither JPEG nor PNG, too many or too few pixels by the header,
     * truncated or corrupt. {@code why} is for the log: it names the defect and repeats nothing of the input.
     */
    record NotAnImage(String why) implements FaceReading {}

    /** Why a face cannot be used, with the name that callers of the API see. */
    enum Reason {
        NO_FACE("no-face"),
        SEVERAL_FACES("several-faces"),
        TOO_SMALL("too-small"),
        TOO_DARK("too-dark"),
        TOO_BLURRED("too-blurred"),
        /** Told by what judges a session's frames, never by {@link FaceEngine} for one photo. */
        CHALLENGE_NOT_FOLLOWED("challenge-not-followed"),
        /** Told by what judges a session's frames, never by {@link FaceEngine} for one photo. */
        NOT_ONE_PERSON("not-one-person");

        private final String wireName;

        Reason(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
