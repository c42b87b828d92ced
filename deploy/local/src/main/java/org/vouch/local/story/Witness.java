package org.vouch.local.story;

/** Is told of every picture that the story shows to the platform, so that it can look for it afterwards. */
public interface Witness {

    /** Whether the camera is to say as well which faces an engine sees in these pictures; that takes time. */
    boolean wantsFaces(String photo);

    void saw(byte[] jpeg);

    /** The numbers of one face, of one picture or of all that a session keeps together. */
    void sawFace(float[] values);
}
