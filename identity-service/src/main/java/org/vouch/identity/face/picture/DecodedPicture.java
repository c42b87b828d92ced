package org.vouch.identity.face.picture;

/** A picture, or why the bytes are none. */
public sealed interface DecodedPicture {

    /** The caller closes the picture. */
    record Readable(Picture picture) implements DecodedPicture {}

    /** {@code why} names the defect and repeats nothing of the input. */
    record Unreadable(String why) implements DecodedPicture {}
}
