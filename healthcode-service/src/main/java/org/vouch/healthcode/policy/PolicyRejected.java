package org.vouch.healthcode.policy;

/** A policy that is not sound is not loaded at all; the message names the place in its file. */
public final class PolicyRejected extends RuntimeException {
    PolicyRejected(String place, String defect) {
        super(place + ": " + defect);
    }
}
