package org.vouch.healthcode.policy;

/** The policy in force, as it was written. */
public record PolicyText(String yaml) {
    @Override
    public String toString() {
        return "PolicyText";
    }
}
