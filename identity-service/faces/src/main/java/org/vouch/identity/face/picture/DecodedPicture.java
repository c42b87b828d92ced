package org.vouch.identity.face.picture;

/** A picture, or why the bytes are none. */
public sealed interface DecodedPicture {

    /** The caller closes the picture. */
    record Decoded(Picture picture) implements DecodedPicture {}

    /** {@code why} names the defect and repeats nothing of the input. */
    record Undecodable(String why) implements DecodedPicture {}
}
