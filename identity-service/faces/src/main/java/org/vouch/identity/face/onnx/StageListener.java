package org.vouch.identity.face.onnx;

/**
 * Is told how long each part of a reading took, on the thread that reads; for measuring alone, nothing of the face passes
 * here.
 */
@FunctionalInterface
public interface StageListener {

    /** Tells nobody. */
    StageListener NONE = (stage, nanos) -> {};

    void took(Stage stage, long nanos);

    /** A part of a reading. */
    enum Stage {
        /** From bytes to an upright picture. */
        DECODE,
        /** Where the faces are. */
        DETECT,
        /** The points of one face. */
        MESH,
        /** The aligned face, and its quality. */
        CHIP,
        /** The template. */
        EMBED,
        /** Whether it is a face or a picture of one, where a network for that is configured. */
        ATTACK,
        /** How the head is held and what mouth and eyes do. */
        POSE,
        /** One run of one network, and nothing else; it is contained in one of the others. */
        NETWORK
    }
}
