package org.vouch.identity.face;

/**
 * Never keeps a photo, and never answers with one: what comes back is a template and a pose, or why there is none.
 *
 * <p>Safe for use by several threads at once. Blocks for tens to hundreds of milliseconds of computing: never call it on
 * an event loop. Does not change {@code image}; overwriting it is up to whoever received it.
 */
public interface FaceEngine {

    /**
     * Reads the one face of a photo.
     *
     * @param image the bytes of a JPEG or PNG file, at most 24 megapixels; anything else is
     *     {@link FaceReading.NotAnImage}, not an exception
     */
    FaceReading read(byte[] image);
}
