package org.vouch.identity.face;

/**
 * How the head is held and what mouth and eyes do, measured from one photo that is not mirrored.
 *
 * <p>The angles are uncalibrated degrees: compare them with the same person's own neutral frame, not with zero. The two
 * openings and the length are ratios without unit. Ranges are from stills (FaceMesh and Iris of MediaPipe); none was validated on
 * video.
 *
 * @param yaw about -90..90; positive: the nose points to the right of the picture, that is to the subject's left
 * @param pitch about -90..90; positive: looking up
 * @param roll about -180..180; positive: the subject's left eye is lower in the picture than the right one
 * @param mouthOpening distance of the inner lips over the width of the mouth: shut .02 to .25, a toothy smile up to .41,
 *     wide open .49 to .67
 * @param eyeOpening distance of the lids over the distance of the eye's corners, mean of both eyes, or the near one's of a
 *     head that is turned aside: open .26 to .47, shut .07 to .21
 * @param faceLength distance of forehead and chin over that of the ears, as the picture shows it: it tells a picture that
 *     was squeezed from a face that moves
 */
public record Pose(double yaw, double pitch, double roll, double mouthOpening, double eyeOpening, double faceLength) {}
