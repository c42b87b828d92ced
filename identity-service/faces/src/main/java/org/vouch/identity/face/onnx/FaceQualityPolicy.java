package org.vouch.identity.face.onnx;

import org.jspecify.annotations.Nullable;
import org.vouch.identity.face.FaceReading.Reason;

/**
 * Refuses a face that would be compared badly, and only that: each limit lies well below what ordinary photos show, so
 * that it does not stand in for a judgement of skin, age or camera. The numbers come from eleven faces of the demo photos
 * of @vladmandic/face-api, made smaller, blurred and darkened step by step; "own distance" is from the untouched face, in
 * a recogniser that accepts up to .50.
 */
final class FaceQualityPolicy {

    /**
     * Between the centres of the eyes, in pixels of the photo. At 24 the largest own distance was .20, at 16 it was .29.
     * (The recogniser's chip has 52 there.)
     */
    static final double MIN_EYE_DISTANCE = 24;

    /**
     * Mean of the middle of the chip, of 255. Untouched faces had 59 to 158; darkened to 6..15, when eight bits leave few
     * shades of anybody, the largest own distance was .41.
     */
    static final double MIN_BRIGHTNESS = 15;

    /**
     * {@link Chip#sharpness()}. Untouched faces had .019 and more; blurred by a Gaussian of two pixels of the chip .0034 to
     * .0094 (largest own distance .29), of three .0013 to .0038 (.41).
     */
    static final double MIN_SHARPNESS = .0035;

    private FaceQualityPolicy() {}

    /** The first reason against the face, or null. */
    static @Nullable Reason objection(double eyeDistance, double brightness, double sharpness) {
        if (eyeDistance < MIN_EYE_DISTANCE) {
            return Reason.TOO_SMALL;
        }
        if (brightness < MIN_BRIGHTNESS) {
            return Reason.TOO_DARK;
        }
        return sharpness < MIN_SHARPNESS ? Reason.TOO_BLURRED : null;
    }
}
