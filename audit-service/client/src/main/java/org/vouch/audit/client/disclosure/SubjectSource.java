package org.vouch.audit.client.disclosure;

/** How an endpoint knows that it may answer about this person. There is no other way. */
public enum SubjectSource {
    /** The caller's own token names the person. */
    SELF,
    /** The face of the person, before the camera in this very flow, is the caller's credential. */
    FACE,
    /** A presence proof: the person stood before the requester's camera within the last minute. */
    PRESENCE_PROOF,
    /** A pass that the person showed within its minute of life. */
    PASS,
    /** A delegation that the person gave and can take back. */
    DELEGATION,
    /** Two officers had the person and their document before them within the last minutes, each in a call of their own. */
    COUNTER
}
